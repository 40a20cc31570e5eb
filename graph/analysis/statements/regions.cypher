// The counties of a day: a county that is no part of anything on the day had not begun, or had ended.
MATCH (county:Region)-[within:PART_OF]->(whole:Region)
WHERE county.level = 'COUNTY'
  AND coalesce(within.valid_from <= $as_of, true) AND coalesce($as_of < within.valid_to, true)
RETURN DISTINCT county.id AS county
ORDER BY county
