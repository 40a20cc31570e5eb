// How many enterprises of a region make products of a class on the day.
MATCH (class:ProductClass)<-[sorted:OF_CLASS]-(product:Product)-[:MADE_BY]->(enterprise:Enterprise)
WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
  AND coalesce(enterprise.founded_on <= $as_of, true)
WITH DISTINCT class, enterprise
MATCH (enterprise)-[located:LOCATED_IN]->(region:Region)
WHERE coalesce(located.valid_from <= $as_of, true) AND coalesce($as_of < located.valid_to, true)
RETURN class.id AS class, region.id AS region, count(DISTINCT enterprise) AS makers
