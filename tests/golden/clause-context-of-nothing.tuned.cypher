MATCH (c:Clause {id: $of})
RETURN {clause: {locator: c.locator}, gaps: []} AS clauseContext
