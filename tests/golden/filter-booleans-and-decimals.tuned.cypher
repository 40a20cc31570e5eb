MATCH (t:Target)
WHERE toFloat(t.value) >= $value AND coalesce(t.strict, false) = $no AND coalesce(t.relative, false) = $no
WITH t ORDER BY t.id
WITH collect(t) AS found
RETURN {totalCount: size(found), nodes: [t IN found[..$first] | {
  name: t.name, operator: t.operator, value: t.value, unit: t.unit
}]} AS targets

MATCH (s:Standard)
WHERE s.mandatory = $yes AND s.verified = $yes
WITH s ORDER BY s.id
WITH collect(s) AS found
RETURN {totalCount: size(found), nodes: [s IN found[..$first] | {number: s.number}]} AS standards
