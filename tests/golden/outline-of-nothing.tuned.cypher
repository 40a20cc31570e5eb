MATCH (document:Document {id: $document})
RETURN {total: 0, entries: [], gaps: []} AS outline
