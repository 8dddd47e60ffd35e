-- SPDX-License-Identifier: Apache-2.0
-- Recalls of a suspension are lifted when the license is resumed (docs/recall.md).

ALTER TABLE recalls ADD COLUMN lifted_by INTEGER; -- the number of the transition that resumed it; nothing: what recalled was withdrawn
CREATE INDEX recalls_of_suspensions ON recalls (identifier, transition) WHERE state = 'suspended' AND lifted_at IS NULL;

DROP TRIGGER recalls_are_answered_once;
CREATE TRIGGER recalls_are_answered_once BEFORE UPDATE ON recalls
  WHEN NOT (NEW.sequence = OLD.sequence AND NEW.id = OLD.id AND NEW.identifier = OLD.identifier AND NEW.transition = OLD.transition AND
            NEW.issuer_code = OLD.issuer_code AND NEW.state = OLD.state AND NEW.effective_at = OLD.effective_at AND
            NEW.told_at = OLD.told_at AND NEW.leaf = OLD.leaf AND
            (OLD.lifted_at IS NULL OR
             (NEW.lifted_at IS OLD.lifted_at AND NEW.lifted_leaf IS OLD.lifted_leaf AND NEW.lifted_by IS OLD.lifted_by)) AND
            (OLD.acknowledged_at IS NULL OR
             (NEW.acknowledged_at IS OLD.acknowledged_at AND NEW.reply IS OLD.reply AND NEW.answered_leaf IS OLD.answered_leaf)))
  BEGIN SELECT RAISE(ABORT, 'a recall is answered once'); END;
