"""How the lists of the tuned statements become the client's objects, each by hand.

Not here: the statements (`tuned`).
"""

from typing import Any

Rows = list[Any]


def _visits(rows: Rows) -> Rows:
    return [{"inspectedOn": on, "result": result, "category": category} for on, result, category in rows]


def _products(rows: Rows) -> Rows:
    return [{"code": code, "name": name, "inspections": _visits(visits)} for code, name, visits in rows]


def q1(row: Rows) -> Any:
    """Return an enterprise."""
    return dict(zip(("id", "uscc", "name", "size", "foundedOn", "employees"), row, strict=True))


def q2(row: Rows) -> Any:
    """Return an enterprise with its certificates."""
    name, certificates = row
    return {
        "name": name,
        "certificates": [
            {
                "number": number,
                "status": status,
                "standards": [
                    {
                        "number": of,
                        "title": title,
                        "stage": stage,
                        "adopts": [{"number": n, "titleEn": t} for n, t in adopts],
                    }
                    for of, title, stage, adopts in standards
                ],
            }
            for number, status, standards in certificates
        ],
    }


def q3(row: Rows) -> Any:
    """Return an enterprise with its credit records and products."""
    name, records, products = row
    return {
        "name": name,
        "creditRecords": [
            {
                "category": category,
                "recordedOn": on,
                "summary": summary,
                "contributedBy": [{"name": each} for each in departments],
            }
            for category, on, summary, departments in records
        ],
        "products": _products(products),
    }


def q4(rows: Rows) -> Any:
    """Return enterprises."""
    return [
        {
            "id": id_,
            "uscc": uscc,
            "name": name,
            "size": size,
            "foundedOn": founded_on,
            "employees": employees,
            "certificates": [
                {
                    "number": number,
                    "status": status,
                    "standards": [
                        {"number": n, "title": t, "titleEn": en, "stage": stage}
                        for n, t, en, stage in standards
                    ],
                }
                for number, status, standards in certificates
            ],
            "products": _products(products),
            "creditRecords": [
                {
                    "category": category,
                    "recordedOn": on,
                    "summary": summary,
                    "contributedBy": [{"name": each} for each in departments],
                }
                for category, on, summary, departments in records
            ],
        }
        for id_, uscc, name, size, founded_on, employees, certificates, products, records in rows
    ]


def q5(rows: Rows) -> Any:
    """Return departments."""
    return [
        {
            "id": id_,
            "name": name,
            "inspectionsConducted": [
                {
                    "inspectedOn": on,
                    "result": result,
                    "product": {"code": code, "name": product, "maker": {"id": maker, "name": made_by}},
                }
                for on, result, (code, product, (maker, made_by)) in visits
            ],
        }
        for id_, name, visits in rows
    ]


def q6(rows: Rows) -> Any:
    """Return inspections."""
    return [
        {
            "id": id_,
            "recordKey": key,
            "kind": kind,
            "category": category,
            "inspectedOn": on,
            "result": result,
            "unit": unit,
        }
        for id_, key, kind, category, on, result, unit in rows
    ]


def q7(row: Rows) -> Any:
    """Return a page of inspections."""
    many, rows = row
    return {
        "totalCount": many,
        "nodes": [
            {"id": id_, "category": category, "inspectedOn": on, "result": result}
            for id_, category, on, result in rows[:20]
        ],
        "hasNextPage": len(rows) > 20,
    }


def q8(rows: Rows) -> Any:
    """Return counts by result."""
    return [{"result": result, "count": count} for result, count in rows]
