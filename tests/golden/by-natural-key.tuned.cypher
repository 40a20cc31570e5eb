MATCH (g:Region {id: $region})
RETURN {id: g.id, name: g.name, level: g.level} AS region

MATCH (s:Standard {id: $standard})
RETURN {title: s.title, stage: s.stage, mandatory: s.mandatory, publishedOn: toString(s.published_on)} AS standard

MATCH (p:Product {id: $product})
RETURN {
  name: p.name,
  barcode: p.barcode,
  maker: head(COLLECT { MATCH (p)-[:MADE_BY]->(e) RETURN {name: e.name} })
} AS product

MATCH (c:CreditRecord {id: $credit})
RETURN {category: c.category, recordedOn: toString(c.recorded_on)} AS credit
