MATCH (r:Region {id: $region})
RETURN {items: [], gaps: []} AS targetProgress
