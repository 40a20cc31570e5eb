MATCH (r:Region {id: $region})
MATCH (i:Indicator {id: $indicator})
RETURN {years: [], gaps: []} AS indicatorFromRecords
