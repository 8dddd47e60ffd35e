// SPDX-License-Identifier: Apache-2.0
// Forged licenses: other metadata than the page shows, other states, other issuers. Of every embedded type.
#include "tests/support/forgeries.hpp"

#include "license/identifier.hpp"
#include "tests/support/licensed_documents.hpp"
#include <algorithm>

namespace elicense::test {
namespace {

using Judge = std::shared_ptr<const verify::Engine>;

// A license of some type, in the register of its house or not.
struct House {
  explicit House(const license::License& a_license)
      : license(a_license), draft(license_draft(license)),
        document(sealed(ofd::write_document(draft).value())) {
    register_issued(licenses, license, document);
  }
  Judge registered() { return judge(&licenses); }
  static Judge offline() { return judge(nullptr); }
  static Judge judge(license::Register* licenses, verify::OwnIssuers own = {}) {
    return std::make_shared<const verify::Engine>(
        engine({.licenses = licenses, .types = &embedded_types(), .own_issuers = std::move(own)}));
  }

  license::License license;
  ofd::NewDocument draft;
  Bytes document;
  MemoryRegister licenses;
};

// The cases are about licenses, whatever document the others start from: they are made once, with the first.
void each_house(const Forge& forge, const std::function<void(House&)>& act) {
  if (!forge.specimen.is_license()) return;
  for (const license::LicenseType* type : various_types()) {
    House house(license_of(*type));
    act(house);
  }
}

Bytes resealed(const ofd::NewDocument& draft) {
  return sealed(ofd::write_document(draft).value());
}

// 36: the issuer himself, or who holds his seal, writes other metadata, or another page.
void other_metadata(const Forge& forge) {
  each_house(forge, [&](House& house) {
    const license::LicenseType& type = *embedded_types().find(house.license.type_code);
    for (std::size_t i = 0; i < house.draft.custom_data.size(); ++i) {
      ofd::NewDocument changed = house.draft;
      std::string& value = changed.custom_data[i].value;
      const std::string name = changed.custom_data[i].name;
      value = value.empty() ? "1" : value == "true" ? "false" : value + "9";
      const Bytes file = resealed(changed);
      const bool identifying = name == "ZZBS" || name == "ZZLXDM" || name == "ZZBFJGDM";
      forge.judged({name + " of " + type.name,
                    Forger::insider,
                    file,
                    {identifying ? "LICENSE_IDENTIFIER" : "LICENSE_DOCUMENT"},
                    "",
                    house.registered()});
      if (identifying || !license::face_fields(type, name).empty())
        forge.judged({name + " of " + type.name + ", offline",
                      Forger::insider,
                      file,
                      {identifying ? "LICENSE_IDENTIFIER" : "LICENSE_METADATA"},
                      "",
                      House::offline()});
      const auto twice = [&](OfdEntries& e) {
        const ofd::XmlElement data = e.elements("OFD.xml", "CustomData").at(i);
        const std::string other = ofd::element_markup(data, "CustomData", {{"Name", name}}, value);
        e.replace_element("OFD.xml", data, e.markup("OFD.xml", data) + other);
      };
      OfdEntries doubled(house.document);
      twice(doubled);
      doubled.refresh_references().resign();
      forge.judged({name + " twice",
                    Forger::insider,
                    doubled.pack(),
                    {identifying ? "LICENSE_IDENTIFIER" : "LICENSE_DOCUMENT"},
                    "",
                    house.registered()});
    }
    for (const ofd::NewTag& tag : house.draft.tags) {
      ofd::NewDocument changed = house.draft;
      std::string& layers = changed.pages.front().layers;
      const std::size_t object =
          layers.find("<ofd:TextObject ID=\"" + std::to_string(tag.objects.front().second) + "\"");
      layers.insert(layers.find("\">", layers.find("<ofd:TextCode", object)) + 2, "假");
      const std::size_t end = layers.find("</ofd:TextCode>", object);
      layers.erase(end - 1, layers[end - 1] < 0 ? 0 : 1);
      forge.judged({"the page's " + tag.name + " of " + type.name,
                    Forger::insider,
                    resealed(changed),
                    {"LICENSE_DOCUMENT"},
                    "",
                    house.registered()});
    }
  });
}

// 35: what the tags point at is on the page, and nobody can see it.
void hide_values(const Forge& forge) {
  each_house(forge, [&](House& house) {
    const auto judge = [&](const std::string& what, std::size_t at, std::string_view markup) {
      ofd::NewDocument changed = house.draft;
      changed.pages.front().layers.insert(at, markup);
      forge.judged({what, Forger::insider, resealed(changed), {"LICENSE_METADATA"}, "", House::offline()});
    };
    const std::string& layers = house.draft.pages.front().layers;
    for (const ofd::NewTag& tag : house.draft.tags) {
      const std::string object = "<ofd:TextObject ID=\"" + std::to_string(tag.objects.front().second) + "\"";
      const std::size_t place = layers.find(object);
      for (const char* hidden : {" Visible=\"false\"", " Alpha=\"0\"", " Fill=\"false\""})
        judge(tag.name + hidden, place + object.size(), hidden);
      judge(tag.name + " in white", layers.find("<ofd:TextCode", place),
            "<ofd:FillColor Value=\"255 255 255\"/>");
    }
    judge("the whole layer", std::string_view("<ofd:Layer").size(), " Visible=\"false\"");
  });
}

// 41: the state of the register wins over an intact document.
void other_states(const Forge& forge) {
  using license::State;
  each_house(forge, [&](House& house) {
    for (const State state : {State::pending, State::suspended, State::replaced, State::cancelled,
                              State::annulled, State::revoked, State::expired}) {
      house.licenses.set_state(house.license.identifier, state);
      for (const Bytes& file : {house.document, sealed(house.document)})
        forge.judged({std::string(license::to_text(state)),
                      Forger::outsider,
                      file,
                      {"LICENSE_STATE"},
                      "",
                      house.registered()});
    }
  });
}

// 42
void other_issuers(const Forge& forge) {
  each_house(forge, [&](House& house) {
    license::License other = house.license;
    other.issuer_name = "另一个机构";
    const std::string type = house.license.type_name + ": ";
    forge.judged({type + "named after an issuer who did not seal it",
                  Forger::insider,
                  resealed(license_draft(other)),
                  {"LICENSE_ISSUER"},
                  "",
                  House::offline()});
    forge.judged({type + "the same under the registered identifier",
                  Forger::insider,
                  resealed(license_draft(other)),
                  {"LICENSE_DOCUMENT"},
                  "",
                  house.registered()});
    forge.judged({type + "sealed anew under the registered identifier",
                  Forger::insider,
                  resealed(house.draft),
                  {"LICENSE_DOCUMENT"},
                  "",
                  house.registered()});
    other.issuer_code = "11640000MB0000002B";
    other.identifier = license::Identifier{other.type_code, other.issuer_code, "20260000000001", 1}.text();
    const Bytes foreign = resealed(license_draft(other));
    forge.judged({type + "of another issuer, by our seal",
                  Forger::insider,
                  foreign,
                  {"LICENSE_ISSUER"},
                  "",
                  house.registered()});
    forge.judged({type + "of our house, never issued",
                  Forger::insider,
                  foreign,
                  {"LICENSE_REGISTERED"},
                  "",
                  House::judge(&house.licenses, {other.issuer_code})});
    other.issuer_code = house.license.issuer_code;
    forge.judged({type + "the issuer in metadata and identifier differ",
                  Forger::insider,
                  resealed(license_draft(other)),
                  {"LICENSE_IDENTIFIER"},
                  "",
                  house.registered()});
  });
}

} // namespace

std::vector<ForgeryCase> license_forgeries() {
  return {{35, "values of a license that nobody can see", hide_values},
          {36, "metadata that differ from page or register", other_metadata},
          {41, "licenses no longer in force, the document intact", other_states},
          {42, "licenses of another issuer under the same number", other_issuers}};
}

} // namespace elicense::test
