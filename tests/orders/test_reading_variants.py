"""Other exports of the same kinds: each with another order of columns, encoding, separator or oddity.

What each comes to was worked out by hand from the meanings in ``exports/README.md``.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
import pytest

from aecourse.orders import NothingRead, read_orders
from aecourse.orders.reading import ole

EXPORTS = Path(__file__).parent / "exports"
NAMES = ("records", "set_aside", "never_paid", "rejected", "accepted", "orders")


@dataclass(frozen=True)
class Variant:
    """A file, what whoever reads it says, and what it comes to: the counts, and cells by order and column."""

    content: bytes
    counts: tuple[int, ...]
    cells: dict[tuple[str, str], Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    said: tuple[str, ...] = ()  # words that stand in the notes or in the reasons
    name: str = "orders.csv"


NS = "http://schemas.openxmlformats.org"


def xlsx(pages: dict[str, list[list[Any]]], *, dates_1904: bool = False, merged: str = "") -> bytes:
    """A workbook whose cells are texts or numbers."""

    def cell(row: int, column: int, value: Any) -> str:
        at = f'r="{chr(65 + column)}{row}"'
        if isinstance(value, (int, float)):
            return f"<c {at}><v>{value}</v></c>"
        return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    main, package = f"{NS}/spreadsheetml/2006/main", f"{NS}/package/2006"
    kinds = "application/vnd.openxmlformats"
    links = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="r{i}"/>' for i, n in enumerate(pages, 1))
    kind = f"{NS}/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="{kinds}-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kinds}-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><workbookPr date1904="{int(dates_1904)}"/><sheets>{links}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(f'<Relationship Id="r{i}" Type="{kind}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(pages) + 1))
        + "</Relationships>",
    }  # fmt: skip
    for i, rows in enumerate(pages.values(), 1):
        lines = "".join(
            f'<row r="{r}">{"".join(cell(r, c, v) for c, v in enumerate(row) if v is not None)}</row>'
            for r, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/sheet{i}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData>{merged}</worksheet>'
        )
    return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def export(name: str, encoding: str = "utf-8-sig") -> str:
    return (EXPORTS / name).read_bytes().decode(encoding)


OWN = "order_id,store_id,buyer_id,paid_at"
OFFICE = ["订单号", "付款时间", "订单金额", "订单状态", "买家名称"]
LINE = ["8190001000010015", "2016-03-01 04:05", "US $1,234.50", "等待您发货", "客户"]
SS = "urn:schemas-microsoft-com:office:spreadsheet"
XML = (
    f'<?xml version="1.0" encoding="GB2312"?><Workbook xmlns="{SS}" xmlns:ss="{SS}">'
    '<Worksheet ss:Name="说明"><Table><Row><Cell><Data ss:Type="String">说明</Data></Cell></Row></Table></Worksheet>'
    '<Worksheet ss:Name="订单"><Table>'
    + "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{value}</Data></Cell>' for value in row) + "</Row>"
        for row in (["店铺报表"], OFFICE, LINE, ["合计", "", "1234.5", "", ""])
    )
    + "</Table></Worksheet></Workbook>"
)
MERGED = '<mergeCells count="3"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:C3"/></mergeCells>'

VARIANTS = {
    "back office in GB18030, other order of columns, a title, a total": Variant(
        (
            "速卖通订单导出 2016\r\n\r\n买家邮箱,订单号,付款时间,订单状态,订单金额,买家名称,收货国家,发货时间,发货期限,手机\r\n"
            'b1@example.com,70014411223001,2016.03.01 04:05,交易完成,"$1,249.50",买家一,Spain,2016.03.02 05:00,2016.03.08 04:05,+15550001\r\n'
            "b2@example.com,70014411223002,,等待买家付款,$5.00,买家二,Spain,,,+15550002\r\n"
            "b3@example.com,7.00144E+13,2016.03.01 04:05,等待您发货,$5.00,买家三,Spain,,,+15550002\r\n"
            "合计,3,,,1259.50,,,,,"
        ).encode("gb18030"),
        (4, 1, 1, 1, 1, 1),
        {("70014411223001", "amount_usd"): 1249.5, ("70014411223001", "shipped_at"): "2016-03-02 05:00",
         ("70014411223001", "destination"): "ES"},
        said=("power of ten",),
    ),
    "Russian headings in cp1251 with a total": Variant(
        ("Номер заказа;Статус заказа;Покупатель;Дата оплаты;Сумма заказа;Дата отправки\n"
         "8190001000010015;Завершен;Покупатель 1;01.03.2016 04:05;1 234,56 USD;\n"
         "8190001000010016;Отменен;Покупатель 2;25.03.2016 04:05;12,00 USD;\nИтого;;;;1246,56;\n").encode("cp1251"),
        (3, 1, 0, 0, 2, 2), {("8190001000010015", "amount_usd"): 1234.56, ("8190001000010016", "paid_at"): "2016-03-25 04:05"},
    ),
    "own columns in Shift-JIS": Variant(
        f"{OWN}\nA-1,東京ショップ,田中 太郎,2015-08-01 10:00:00\nA-2,東京ショップ,田中 太郎,2015-08-01 11:00:00\n".encode("cp932"),
        (2, 0, 0, 0, 2, 2), {("A-1", "store_id"): "東京ショップ", ("A-2", "buyer_id"): "buyer-0001"}, said=("cp932",),
    ),
    "UTF-16 without a mark": Variant(
        f"{OWN}\nA-1,店铺,b1,2015-08-01 10:00:00\n".replace(",", "\t").encode("utf-16-le"), (1, 0, 0, 0, 1, 1),
        {("A-1", "store_id"): "店铺"},
    ),
    "a line that names the separator, and amounts of two countries": Variant(
        f"sep=;\n{OWN},amount_usd\nA-1,s,b1,2015-08-01 10:00:00,US $12.50\nA-2,s,b2,2015-08-01 10:00:00,1.234|56 €\n"
        '="0003",s,b3,2015-08-01 10:00:00,12|5\n'.replace(",", ";").replace("|", ",").encode(),
        (3, 0, 0, 0, 3, 3),
        {("A-1", "amount_usd"): 12.5, ("A-2", "amount"): 1234.56, ("A-2", "amount_usd"): None, ("0003", "amount_usd"): 12.5},
        said=("EUR",),
    ),
    "stars in words": Variant(
        "\n".join([f"{OWN}|stars|review_at", *(
            f"A-{i}|s|b1|2015-08-01 10:00:00|{word}|2015-09-01 10:00"
            for i, word in enumerate(["五星", "5/5", "５", "4 out of 5", "4 звезды", "3 estrelas", "0", "4.5"]))]
        ).replace(",", "|").encode(),
        (8, 0, 0, 2, 6, 6), {("A-0", "stars"): 5, ("A-1", "stars"): 5, ("A-2", "stars"): 5, ("A-3", "stars"): 4,
                             ("A-4", "stars"): 4, ("A-5", "stars"): 3}, said=("number of stars",),
    ),
    "a workbook that counts its days from 1904": Variant(
        xlsx({"S": [OWN.split(","), ["A-1", "s", "b1", 43834.128472222], ["A-2", "s", "b2", "2024-01-05 03:05"]]}, dates_1904=True),
        (2, 0, 0, 0, 2, 2), {("A-1", "paid_at"): "2024-01-05 03:05", ("A-2", "paid_at"): "2024-01-05 03:05"}, name="orders.xlsx",
    ),
    "orders on two of three sheets": Variant(
        xlsx({"说明": [["说明"]], "一月": [OFFICE, LINE], "二月": [OFFICE, ["8190001000010016", *LINE[1:]]]}),
        (2, 0, 0, 0, 2, 2), {("8190001000010016", "amount_usd"): 1234.5}, said=("[说明]: not read",), name="orders.xlsx",
    ),
    "merged cells, of which each column is merged for itself": Variant(
        xlsx({"S": [["订单号", "付款时间", "订单金额", "店铺", "商品名称"], ["8190001000310010", "2024-01-05 03:05", "US $3", "shop-1", "x"],
                    [None, None, None, "shop-1", "y"], ["8190001000310011", "2024-01-06 03:05", "US $4", "shop-1", "x"]]}, merged=MERGED),
        (3, 0, 0, 0, 3, 2), {("8190001000310010", "amount_usd"): 3, ("8190001000310010", "paid_at"): "2024-01-04 11:05"},
        {"timezone": "Asia/Shanghai"}, name="orders.xlsx",
    ),
    "a zip with a PDF and a lock file beside the orders": Variant(
        zipped({"a.csv": f"{OWN}\nA-1,s,b1,2015-08-01 10:00:00\n", "b.pdf": "%PDF-1.7", "~$a.xlsx": "x"}),
        (1, 0, 0, 0, 1, 1), said=("b.pdf", "PDF"), name="orders.zip",
    ),
    "zones mixed in one column, at both changes of summer time": Variant(
        (f"{OWN},shipped_at\nA-1,s,b1,2015-11-01T01:50:00-07:00,2015-11-01T01:10:00-08:00\n"
         "A-2,s,b1,2015-03-08T09:59:00Z,2015-03-08T10:01:00Z\nA-3,s,b1,2015-08-01 10:00:00+08:00,\n").encode(),
        (3, 0, 0, 0, 3, 3), {("A-1", "shipped_at"): "2015-11-01 01:10", ("A-2", "paid_at"): "2015-03-08 01:59",
                             ("A-2", "shipped_at"): "2015-03-08 03:01", ("A-3", "paid_at"): "2015-07-31 19:00"},
    ),
    "numbers with a tab, a NUL, an apostrophe, a power of ten": Variant(
        (f"{OWN}\n\t8190001000010015\x00,s,b1,2015-08-01 10:00:00\n'0012,s,b1,2015-08-01 10:00:00\n"
         "8.2E+15,s,b1,2015-08-01 10:00:00\n").encode(),
        (3, 0, 0, 1, 2, 2), {("8190001000010015", "store_id"): "s", ("0012", "store_id"): "s"}, said=("power of ten",),
    ),
    "Shopify with line breaks and quotation marks in its cells": Variant(
        (b'Name,Email,Financial Status,Paid at,Total,Currency,Lineitem name,Cancelled at,Created at,Shipping Name,Notes\n'
         b'#1,a@example.com,paid,2024-11-03 01:30:00 -0400,"1,203.00",USD,"Mug\n""big"", blue",,2024-11-03 01:30:00 -0400,R 1,"hello,\nring"\n'
         b"#1,a@example.com,,,,,Cap,,2024-11-03 01:30:00 -0400,,\n"
         b"#2,b@example.com,refunded,2024-11-03 01:10:00 -0500,10.00,USD,Cap,2024-11-05 01:10:00 -0500,2024-11-03 01:10:00 -0500,R 2,\n"
         b"#3,b@example.com,pending,,10.00,USD,Cap,,2024-11-03 01:10:00 -0500,R 2,\n"),
        (4, 0, 1, 0, 3, 2), {("#1", "amount_usd"): 1203, ("#1", "paid_at"): "2024-11-02 22:30", ("#2", "cancelled_at"): "2024-11-04 22:10"},
    ),
    "Ozon in cp1251": Variant(export("13-ozon-postings.csv").encode("cp1251"), (4, 0, 0, 0, 4, 3),
                              {("0100000002-0003", "amount_usd"): 9.9}),
    "Amazon in UTF-16": Variant(export("09-amazon-orders.txt").encode("utf-16"), (5, 0, 1, 0, 4, 3),
                                {("111-0000001-0000001", "amount_usd"): 16.3}, name="orders.txt"),
    "TikTok as somebody's program wrote it again, without tabs": Variant(
        export("14-tiktok-orders.csv").replace("\t", "").encode(), (5, 1, 1, 0, 3, 2),
        {("576000000000000019", "cancel_reason"): "seller"}, {"timezone": "America/New_York"},
    ),
    "eBay with the day before the month's name": Variant(
        export("10-ebay-orders.csv").replace("Jul-25-24", "25-Jul-24").encode(), (9, 4, 1, 0, 4, 2),
        {("24-10000-00002", "amount_usd"): 1203},
    ),
    "WooCommerce with tabs": Variant(
        export("12-woocommerce-semicolon.csv").replace(";", "\t").encode(), (4, 0, 1, 0, 3, 3), {("124", "amount_usd"): 8},
        {"timezone": "Europe/Madrid"}, name="orders.tsv",
    ),
    "Lazada as CSV with semicolons and fewer columns": Variant(
        (b"orderItemId;orderNumber;createTime;customerName;shippingCountry;payMethod;paidPrice;status;deliveredDate\n"
         b"1;700000000000001;12 Mar 2024 10:15;R***1;Philippines;COD;19.30;delivered;\n"
         b"2;700000000000001;12 Mar 2024 10:15;R***1;Philippines;COD;5.00;delivered;\n"),
        (2, 0, 0, 0, 2, 1), {("700000000000001", "amount"): 24.3, ("700000000000001", "paid_at"): "2024-03-11 19:15"},
        {"timezone": "Asia/Manila"}, said=("paid_at is a proxy",),
    ),
    "an XML table in GB2312 with two sheets, a title and a total": Variant(
        XML.encode("gb2312"), (2, 1, 0, 0, 1, 1), {("8190001000010015", "amount_usd"): 1234.5}, name="orders.xls"),
    "a web page with a table of titles before that of the orders": Variant(
        ("<html><body><table><tr><td>report</td></tr></table><table>"
         + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
                   for row in (["Order ID", "Payment Time", "Order Amount", "Buyer Name", "Order Status"], LINE))
         + "</table></body></html>").encode(),
        (1, 0, 0, 0, 1, 1), {("8190001000010015", "amount_usd"): 1234.5}, name="orders.xls",
    ),
    "impossible and absurd values, one a line": Variant(
        "\n".join([f"{OWN},amount_usd", *(f"A-{i},s,b,{paid},{amount}" for i, (paid, amount) in enumerate([
            ("2015", "1"), ("9999-01-01 00:00:00", "1"), ("2015-02-30 00:00:00", "1"), ("2015-01-30 00:00:00", "1e20"),
            ("2015-01-30 00:00:00", "inf"), ("2015-01-30 00:00:00", "-5"), ("2015-01-30 25:00:00", "5"), ("now", "5"),
            ("2015-01-30 00:00:00", "5")]))]).encode(),
        (9, 0, 0, 8, 1, 1), {("A-8", "amount_usd"): 5}, said=("not the time of an order", "more than any order", "finite", "below 0"),
    ),
    "a table by hand whose cells were merged before it became CSV": Variant(
        ("订单号,店铺,付款时间,发货时间,订单金额,商品\n8190001000310010,shop-1,2024-01-05 03:05:00,2024-01-06 03:05:00,US $3.00,m\n"
         ",,,,,n\n8190001000310011,shop-2,2024-01-05 03:05:00,,US $3.00,m\n").encode(),
        (3, 1, 0, 0, 2, 2), {("8190001000310011", "store_id"): "shop-2"}, {"timezone": "Asia/Shanghai"},
    ),
    "a back office in GBK with the halves of the day in words, closed before and after payment": Variant(
        ("买家名称,订单状态,订单号,订单金额,付款时间,发货时间,发货期限,手机\r\n"
         "b1,订单结束,70014411223001,US $12.30,2016-03-01 下午 4:11,2016-03-02 下午 6:00,2016-03-08,13800000001\r\n"
         "b2,订单关闭,70014411223003,US $3.30,2016-03-01 中午 12:11,,2016-03-08,13800000003\r\n"
         "b3,订单关闭,70014411223004,US $4.30,,,,13800000004\r\n共 3 条记录\r\n").encode("gbk"),
        (4, 1, 1, 0, 2, 2), {("70014411223001", "paid_at"): "2016-03-01 16:11", ("70014411223003", "paid_at"): "2016-03-01 12:11"},
    ),
    "WooCommerce in German": Variant(
        ("Bestellnummer;Bestellstatus;Bestelldatum;Bezahldatum;Abschlussdatum;Land (Versand);Bestellsumme;Währung\n"
         "0101;Abgeschlossen;02.01.2024 10:00;02.01.2024 10:01;05.01.2024 09:00;Deutschland;1.012,30;EUR\n"
         "0102;Storniert;13.01.2024 10:00;;;Österreich;8,00;EUR\n0103;In Bearbeitung;14.01.2024 10:00;14.01.2024 10:05;;Österreich;8,00;EUR\n").encode(),
        (3, 0, 1, 0, 2, 2), {("0101", "amount"): 1012.3, ("0101", "paid_at"): "2024-01-02 01:01", ("0103", "destination"): "AT"},
        {"timezone": "Europe/Berlin"},
    ),
    "WooCommerce in French, with 10h01": Variant(
        ("Numéro de commande;Statut de la commande;Date de paiement;Total de la commande;Devise\n101;Terminée;02/01/2024 10h01;1 012,30 €;EUR\n"
         "102;En cours;13/01/2024 10h01;12,30 €;EUR\n").encode(),
        (2, 0, 0, 0, 2, 2), {("101", "amount"): 1012.3, ("101", "paid_at"): "2024-01-02 01:01"}, {"timezone": "Europe/Paris"},
    ),
    "WooCommerce with times in GMT": Variant(
        b"order_id,status,date_paid_gmt,total,currency\n101,processing,2024-01-02T10:01:00,12.30,USD\n",
        (1, 0, 0, 0, 1, 1), {("101", "paid_at"): "2024-01-02 02:01"},
    ),
    "Amazon orders to ship in euros, whose parts add up": Variant(
        (b"order-id\tpurchase-date\tpayments-date\tpromise-date\tsku\tcurrency\titem-price\titem-tax\tshipping-price\n"
          b"302-0000001-0000001\t2024-03-30T23:30:00+00:00\t2024-03-30T23:31:00+00:00\t2024-04-02T21:59:59+00:00\tC-1\tEUR\t12.30\t0.00\t1.00\n"
          b"302-0000001-0000001\t2024-03-30T23:30:00+00:00\t2024-03-30T23:31:00+00:00\t2024-04-02T21:59:59+00:00\tC-2\tEUR\t2.30\t0.00\t0.00\n"),
        (2, 0, 0, 0, 2, 1), {("302-0000001-0000001", "amount"): 15.6, ("302-0000001-0000001", "amount_usd"): None},
    ),
    "footers with the time of the export": Variant(
        (",".join(OFFICE) + "\n" + ",".join(LINE).replace("1,234", "1234") + "\n导出时间：2024-01-06,,,,\n导出时间,2024-01-06 10:00:00,,,\n生成日期:20240106\n").encode(),
        (4, 3, 0, 0, 1, 1),
    ),
    "states that come after the payment, without its time": Variant(
        (",".join(OFFICE) + "\n8190001000010015,,5,等待您发货,b\n8190001000010023,,5,等待买家付款,b\n8190001000010031,,5,资金未到账,b\n").encode(),
        (3, 0, 2, 1, 0, 0), said=("payment time is missing",),
    ),
    "cash on delivery in an ERP": Variant(
        "平台订单号,店铺账号,付款时间,订单状态,订单金额,商品SKU\n240301ABCDEF01,sp-1,,待发货,12.30,S\n".encode(), (1, 0, 1, 0, 0, 0),
    ),
    "lines in quotation marks as a whole": Variant(
        ('Номер заказа;Дата оплаты;Сумма заказа;Покупатель;Статус заказа\n"8190001000010015;25.03.2024 03:05;5,50 USD;b;Завершен"\n'
         "8190001000010016;25.03.2024 03:05;5 USD;b;Завершен\n").encode(),
        (2, 0, 0, 0, 2, 2), {("8190001000010015", "amount_usd"): 5.5},
    ),
    "all lines in quotation marks as a whole": Variant(
        "".join(f'"{",".join(line)}"\n' for line in (OFFICE, [LINE[0], LINE[1], "5", *LINE[3:]])).encode(), (1, 0, 0, 0, 1, 1),
    ),
    "digits of full width": Variant(
        (",".join(OFFICE) + "\n８１９０００１０００１００１５,２０２４－０１－０５　０３：０５,＄５．００,等待您发货,b\n").encode(),
        (1, 0, 0, 0, 1, 1), {("819000100010015", "amount_usd"): 5, ("819000100010015", "paid_at"): "2024-01-05 03:05"},
    ),
    "a byte that is no text among GBK": Variant(
        (",".join(OFFICE) + "\n8190001000010015,2024-01-05 03:05,5,等待您发货,b\n").encode("gbk") + b"8190001000010023,2024-01-05 03:05,5,\xff,b\n",
        (2, 0, 0, 1, 1, 1), said=("not text in gb18030",),
    ),
    "a name where the order number belongs": Variant(
        (",".join(OFFICE) + "\n8190001000010015,2024-01-05 03:05,5,等待您发货,b\nLea Kaya,2024-01-05 03:05,5,等待您发货,8190001000010023\n").encode(),
        (2, 0, 0, 1, 1, 1), said=("no digit in it",),
    ),
    "flags as ticks, stars with their words": Variant(
        f"{OWN},exempt,stars,review_at\nA-1,s,b,2015-08-01 10:00:00,√,5星级,2015-09-01 10:00\nA-2,s,b,2015-08-01 10:00:00,×,4颗星,2015-09-01 10:00\n"
        "A-3,s,b,2015-08-01 10:00:00,,1-Star,2015-09-01 10:00\n".encode(),
        (3, 0, 0, 0, 3, 3), {("A-1", "exempt"): True, ("A-2", "exempt"): False, ("A-2", "stars"): 4, ("A-3", "stars"): 1},
    ),
    **{f"two lines in {encoding}": Variant(
        "Номер заказа;Дата оплаты;Сумма заказа;Покупатель;Статус заказа\n8190001000010015;25.03.2024 03:05;5 USD;b;Завершен\n".encode(encoding), (1, 0, 0, 0, 1, 1),
    ) for encoding in ("cp1251", "koi8-r", "cp866")},
    "two lines whose only Chinese is a store": Variant(
        f"{OWN}\nA-1,店铺,b,2015-08-01 10:00:00\n".encode("gbk"), (1, 0, 0, 0, 1, 1), {("A-1", "store_id"): "店铺"}, said=("read as gb18030",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_another_export_of_a_known_kind(tmp_path: Path, variant: Variant) -> None:
    path = tmp_path / variant.name
    path.write_bytes(variant.content)
    found = read_orders(path, **variant.answers)
    assert tuple(found.counts[name] for name in NAMES) == variant.counts
    orders = found.orders.set_index("order_id")
    for (order, column), value in variant.cells.items():
        held = orders.loc[order, column]
        if value is None:
            assert pd.isna(held)
        else:
            assert held == (pd.Timestamp(value) if column.endswith("_at") else value), (order, column)
    told = " ".join([*(note.en for note in found.notes), *found.rejected["reason"]])
    assert all(word in told for word in variant.said), told


def test_disputes_beside_own_columns(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(f"{OWN}\n8190001000010015,s,b1,2024-01-30 10:00:00\n", "utf-8")
    found = read_orders([tmp_path / "own.csv", EXPORTS / "05-aliexpress-disputes.csv"])
    assert found.orders["dispute_opened_at"][0] == pd.Timestamp("2024-02-02 10:00")
    assert len(found.unjoined) == 2


def test_of_two_disputes_of_one_order_the_first_counts_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(f"{OWN}\n8190001000010015,s,b1,2024-01-30 10:00:00\n", "utf-8")
    lines = [
        "8190001000010015,货不对版,2024-02-05 10:00:00,2024-02-09 10:00:00",
        "8190001000010015,未收到货物,2024-02-02 10:00:00,",
    ]
    (tmp_path / "disputes.csv").write_text(
        "\n".join(["订单号,纠纷原因,纠纷提起时间,纠纷结束时间", *lines, lines[1]]), "utf-8"
    )
    found = read_orders([tmp_path / "own.csv", tmp_path / "disputes.csv"])
    assert found.orders["dispute_reason"][0] == "not_received" and found.orders["dispute_closed_at"].isna()[0]
    assert list(found.unjoined["line"]) == [2] and "the first counts" in found.unjoined["reason"][0]


@pytest.mark.parametrize("from_1904", [True, False])
def test_an_old_workbook_says_from_which_day_it_counts(from_1904: bool) -> None:
    data = (EXPORTS / "22-old-excel.xls").read_bytes()
    record = b"\x22\x00\x02\x00"
    at = data.index(record)
    assert not ole.counts_from_1904(data)
    assert ole.counts_from_1904(data[: at + 4] + bytes([from_1904]) + data[at + 5 :]) == from_1904
    assert not ole.counts_from_1904(data[:at]) and not ole.counts_from_1904(b"")


@pytest.mark.parametrize(("name", "content", "words"), [
    ("~$orders.xlsx", b"\x05user", "lock file"), ("orders.csv", "我的订单\n\n订单号,付款时间,订单金额\n".encode(), "no orders in this file"),
    ("orders.csv", "注文番号,支払日時,合計金額\n1001,2024/03/01 10:00,1200円\n".encode("cp932"), "mapping="),
])  # fmt: skip
def test_what_holds_no_order_is_refused_in_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NothingRead, match=words):
        read_orders(tmp_path / name)
