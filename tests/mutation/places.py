# SPDX-License-Identifier: Apache-2.0
"""The places of a source that can be mutated, by clang's syntax tree, and the text with every mutant in it.

comparison   a == b      the opposite, and for an order also the neighbour (< to <=)
operand      a && b      without a, without b; the same for ||
not          !a          a
condition    if (a)      always, never; also while and ?:
return       return a    the other truth value; nothing for std::optional and a pointer, an error for Result
status       Outcome::passed  every other enumerator of the same status
"""
import bisect
import collections
import re

from clang.cindex import CursorKind, Index, TokenKind, TypeKind

OTHER_COMPARISONS = {"==": ["!="], "!=": ["=="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"]}
STATUS_TYPES = {"Outcome", "SignatureCheck", "Verdict", "ReferenceState", "ClaimOutcome"}
ERROR = '::elicense::fail(::elicense::ErrorKind::internal, "MUTANT")'
NOTHING = [("elicense::Result<", ERROR), ("std::optional<", "::std::nullopt")]

# code is the whole line: together with `change` it names the mutant, whatever is edited elsewhere in the file
Mutant = collections.namedtuple("Mutant", "number line code kind change")


class Place:
    """Bytes [begin, end) of the source; `mutated` names each mutant's text, `text` writes them all.

    text(numbers, part): part(begin, end) is the text of a piece with the mutants inside it.
    """

    def __init__(self, begin, end, kind, mutated, text):
        self.begin, self.end, self.kind, self.mutated, self.text = begin, end, kind, mutated, text


def on(number):
    return f"::mutation::on({number})"


class Source:
    def __init__(self, path, arguments):
        self.text = path.read_bytes()
        self.unit = Index.create().parse(str(path), args=arguments)
        broken = [str(one) for one in self.unit.diagnostics if one.severity >= 3]
        if broken:
            raise ValueError("\n".join(broken))
        self.expressions = set()
        self.places = []
        for cursor in self.unit.cursor.get_children():
            if cursor.location.file and cursor.location.file.name == str(path):
                self.visit(cursor, None)
        self.find_operators()

    def piece(self, begin, end):
        return " ".join(self.text[begin:end].decode().split())

    def visit(self, cursor, function):
        begin, end = cursor.extent.start.offset, cursor.extent.end.offset
        kind = cursor.kind
        if kind == CursorKind.STATIC_ASSERT or self.is_constant(cursor, begin, end):
            return
        if kind.is_expression() and begin < end:  # a comparison with its sides exchanged, C++20, ends before it begins
            self.expressions.add((begin, end))
        children = list(cursor.get_children())
        if kind in (CursorKind.IF_STMT, CursorKind.WHILE_STMT, CursorKind.CONDITIONAL_OPERATOR):
            self.add_condition(children[0], self.text[begin:begin + 12])
        elif kind == CursorKind.RETURN_STMT and children:
            self.add_return(begin, end, children[0], function)
        elif kind == CursorKind.DECL_REF_EXPR:
            self.add_status(cursor, begin, end)
        elif kind in (CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD, CursorKind.FUNCTION_TEMPLATE):
            function = cursor.result_type.get_canonical()
        elif kind == CursorKind.LAMBDA_EXPR:
            function = None
        for child in children[1 if kind == CursorKind.CASE_STMT else 0:]:
            self.visit(child, function)

    def is_constant(self, cursor, begin, end):
        head = self.text[begin:min(begin + 60, end)]
        return cursor.kind == CursorKind.VAR_DECL and re.match(rb"(static |inline )*constexpr ", head)

    def add(self, begin, end, kind, mutated, text):
        self.places.append(Place(begin, end, kind, mutated, text))

    def add_condition(self, condition, head):
        if head.startswith(b"if constexpr"):
            return
        begin, end = condition.extent.start.offset, condition.extent.end.offset
        declared = condition.kind in (CursorKind.VAR_DECL, CursorKind.DECL_STMT)
        if declared and self.text[end - 1:end] == b";":  # the condition comes after it
            return
        name = list(condition.get_children())[0].spelling if condition.kind == CursorKind.DECL_STMT else condition.spelling

        def text(numbers, part):
            always, never = map(on, numbers)
            before, value = (part(begin, end) + "; ", name) if declared else ("", part(begin, end))
            return f"{before}({always} || (!{never} && static_cast<bool>({value})))"
        self.add(begin, end, "condition", ["true", "false"], text)

    def add_return(self, begin, end, value, function):
        first = value.extent.start.offset
        if value.type.get_canonical().kind == TypeKind.BOOL:
            literal = self.text[first:end].decode()
            others = [other for other in ("true", "false") if other != literal]
        else:
            result = function.spelling if function else ""
            others = [nothing for start, nothing in NOTHING if result.startswith(start)]
            if function and function.kind == TypeKind.POINTER:
                others = ["nullptr"]
            if re.match(r"fail\(|malformed|.*\.error\(\)$|std::nullopt|nullptr|\{\}$", self.piece(first, end)):
                others = []
        if others:
            self.add(begin, end, "return", others, lambda numbers, part: "".join(
                f"if ({on(number)}) return {other}; else " for number, other in zip(numbers, others)) + f"return {part(first, end)}")

    def add_status(self, cursor, begin, end):
        meant = cursor.referenced
        if not meant or meant.kind != CursorKind.ENUM_CONSTANT_DECL or meant.semantic_parent.spelling not in STATUS_TYPES:
            return
        all_values = [value.spelling for value in meant.semantic_parent.get_children()]
        written = self.text[begin:end].decode()
        others = [re.sub(r"\w+$", other, written) for other in all_values if other != meant.spelling]
        self.add(begin, end, "status", others, lambda numbers, part: "(" + "".join(
            f"{on(number)} ? {other} : " for number, other in zip(numbers, others)) + f"{written})")

    def find_operators(self):
        """An operator is a token between two expressions that make up one; names of templates are no expressions."""
        ending, starting = collections.defaultdict(set), collections.defaultdict(set)
        for begin, end in self.expressions:
            ending[end].add(begin)
            starting[begin].add(end)
        tokens = [(token.extent.start.offset, token.extent.end.offset, token.spelling)
                  for token in self.unit.get_tokens(extent=self.unit.cursor.extent) if token.kind == TokenKind.PUNCTUATION
                  or token.kind in (TokenKind.IDENTIFIER, TokenKind.LITERAL, TokenKind.KEYWORD)]
        for (_, left_end, _), (begin, end, operator), (right_begin, _, _) in zip(tokens, tokens[1:], tokens[2:]):
            if operator == "!":
                whole = [(begin, last) for last in starting[right_begin] if (begin, last) in self.expressions]
                for first, last in whole[:1]:
                    self.add_not(first, last, right_begin)
            elif operator in OTHER_COMPARISONS or operator in ("&&", "||"):
                whole = [(first, last) for first in ending[left_end] for last in starting[right_begin]
                         if (first, last) in self.expressions]
                for first, last in sorted(whole, key=lambda one: one[1] - one[0])[:1]:
                    self.add_binary(first, left_end, operator, right_begin, last)

    def add_not(self, begin, end, value):
        self.add(begin, end, "not", [self.piece(value, end)],
                 lambda numbers, part: f"({on(numbers[0])} == static_cast<bool>({part(value, end)}))")

    def add_binary(self, begin, left_end, operator, right_begin, end):
        left, right = self.piece(begin, left_end), self.piece(right_begin, end)

        def operands(numbers, part):
            first, second = (on(number) if operator == "&&" else f"!{on(number)}" for number in numbers)
            join = "||" if operator == "&&" else "&&"
            return f"(({first} {join} ({part(begin, left_end)})) {operator} ({second} {join} ({part(right_begin, end)})))"

        def comparison(numbers, part):
            sides = part(begin, left_end), part(right_begin, end)
            others = zip(numbers, OTHER_COMPARISONS[operator])
            return "(" + "".join(f"{on(number)} ? ({sides[0]} {other} {sides[1]}) : " for number, other in others) \
                + f"({sides[0]} {operator} {sides[1]}))"

        if operator in OTHER_COMPARISONS:
            mutated = [f"{left} {other} {right}" for other in OTHER_COMPARISONS[operator]]
            self.add(begin, end, "comparison", mutated, comparison)
        else:
            self.add(begin, end, "operand", [right, left], operands)


def mutate(path, arguments, first_number):
    """The list of mutants of a source and its text with all of them, numbered from first_number."""
    source = Source(path, arguments)
    lines = source.text.decode().splitlines()
    line_starts = [0] + [at + 1 for at, byte in enumerate(source.text) if byte == 10]
    order = {"return": 0, "condition": 1}
    places = sorted(source.places, key=lambda place: (place.begin, -place.end, order.get(place.kind, 2)))
    mutants = []
    for place in places:
        place.numbers = range(first_number + len(mutants), first_number + len(mutants) + len(place.mutated))
        line, original = bisect.bisect(line_starts, place.begin), source.piece(place.begin, place.end)
        mutants += [Mutant(number, line, lines[line - 1].strip(), place.kind, f"{original} → {text}")
                    for number, text in zip(place.numbers, place.mutated)]

    def render(begin, end, inside):
        parts = []
        while inside:
            outer, inside = inside[0], inside[1:]
            nested = [one for one in inside if one.end <= outer.end]
            inside = [one for one in inside if one.end > outer.end]
            parts.append(source.text[begin:outer.begin].decode())
            parts.append(outer.text(outer.numbers, lambda b, e, nested=nested: render(
                b, e, [one for one in nested if b <= one.begin and one.end <= e])))
            begin = outer.end
        return "".join(parts) + source.text[begin:end].decode()

    head = f'#include "tests/mutation/mutation.hpp"\n# 1 "{path.name}" 3\n'  # 3: no warnings, as of a system header
    return mutants, head + render(0, len(source.text), places)
