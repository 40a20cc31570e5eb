MATCH (a:Actor {id: $actor})
RETURN {items: [], gaps: []} AS dutiesOf
