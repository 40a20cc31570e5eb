// The product classes to be supervised: those with nothing narrower, and any other that products are of.
MATCH (class:ProductClass)
WHERE NOT EXISTS {
    MATCH (class)<-[:BROADER]-(narrow:ProductClass)
  }
  OR EXISTS {
    MATCH (class)<-[sorted:OF_CLASS]-(product:Product)
    WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
  }
RETURN class.id AS class
ORDER BY class
