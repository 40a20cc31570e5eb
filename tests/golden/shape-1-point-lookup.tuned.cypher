MATCH (e:Enterprise {id: $id})
RETURN {
  id: e.id, uscc: e.uscc, name: e.name, size: e.size, employees: e.employees, foundedOn: toString(e.founded_on)
} AS enterprise
