# SPDX-License-Identifier: Apache-2.0
"""Small PDF files, each page with a grey box."""

# ISO 32000-1 7.6.3, revision 2, made once for "user", "owner" and this identifier of the file.
LOCK = (" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <94e8094419662a774442fb072e3d9f19e9d130ec09a4d0061e78fe920f7ab62f>"
        " /U <76ca91e329fa928551771a26e5fc48d9d147e1613e07cb56f73245e2af4373b2> >>"
        " /ID [<30313233343536373839616263646566> <30313233343536373839616263646566>]")
GREY_BOX = "0.5 g 100 100 200 300 re f"


def pdf(pages=1, locked=False):
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Kids [{' '.join(f'{4 + page} 0 R' for page in range(pages))}] /Count {pages} >>",
               f"<< /Length {len(GREY_BOX)} >>\nstream\n{GREY_BOX}\nendstream",
               *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"] * pages]
    text, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    table = len(text)
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    text += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{LOCK if locked else ''} >>\nstartxref\n{table}\n%%EOF\n"
    return text.encode()
