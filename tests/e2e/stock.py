# SPDX-License-Identifier: Apache-2.0
"""Files of historic stock for tests: business licenses of companies that do not exist, clean rows and dirty ones."""
import csv
import io

DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100
COLUMNS = ["统一社会信用代码", "名称", "类型", "法定代表人", "注册资本", "成立日期", "营业期限自", "营业期限至", "住所", "经营范围",
           "登记机关", "核准日期"]


def credit_code(number):
    """By both check characters: of the organization code (GB 11714) inside, and of the whole (GB 32100)."""
    body = f"MA{number:06d}"
    total = sum(int(c, 36) * weight for c, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    check = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    code = "91640100" + body + check
    total = sum(DIGITS.index(c) * pow(3, i, 31) for i, c in enumerate(code))
    return code + DIGITS[(31 - total % 31) % 31]


def row(number):
    day = f"20{number % 20:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return dict(zip(COLUMNS, [
        credit_code(number), f"示例{number}号商贸有限公司", "有限责任公司（自然人独资）", "张三样例", "壹佰万元整", day, day, "长期",
        f"宁夏回族自治区银川市金凤区示例路{number}号", "日用百货销售；办公用品销售。", "示例市行政审批服务局", day]))


def spoil(values, number):
    """One of several ways in which old data are wrong; each leaves the row in quarantine."""
    ways = [("统一社会信用代码", values["统一社会信用代码"][:-1] + ("1" if values["统一社会信用代码"][-1] != "1" else "2")),
            ("成立日期", "2019-02-30"), ("名称", ""), ("核准日期", "去年"), ("住所", "无")]
    field, wrong = ways[number % len(ways)]
    return {**values, field: wrong}


def is_dirty(number, every):
    return every > 0 and number % every == 0


def rows(count, first=1, dirty_every=20):
    for number in range(first, first + count):
        values = row(number)
        yield spoil(values, number // dirty_every) if is_dirty(number, dirty_every) else values


def csv_of(all_rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(all_rows)
    return text.getvalue().encode()


def write_csv(path, count, first=1, dirty_every=20):
    """Row by row: the file may be larger than the memory."""
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for values in rows(count, first, dirty_every):
            writer.writerow(values)
