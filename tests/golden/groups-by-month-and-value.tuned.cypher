MATCH (i:Inspection {kind: $kind})
WITH i.inspected_on AS day, count(*) AS size
WITH substring(toString(day), $from, $letters) AS month, sum(size) AS size
ORDER BY month IS NULL, month DESC LIMIT $twelve
RETURN {groups: collect({key: {inspectedOnMonth: month}, count: size})} AS inspections

MATCH (c:CreditRecord)
WITH c.category AS category, c.recorded_on AS day
WITH category, toString(day.year) + $q + toString(day.quarter) AS quarter, count(*) AS size
ORDER BY size DESC, category IS NULL, category, quarter IS NULL, quarter LIMIT $five
RETURN {groups: collect({key: {category: category, recordedOnQuarter: quarter}, count: size})} AS creditRecords
