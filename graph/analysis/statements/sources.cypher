// What each system has delivered by the end of a day, what of it is on file, and what needs attention now.
MATCH (system:System)
CALL (system) {
  OPTIONAL MATCH (system)<-[:DELIVERED_BY]-(delivery:Delivery)
  WHERE date(delivery.received_at) <= $as_of
  RETURN max(delivery.received_at) AS delivered
}
CALL (system) {
  OPTIONAL MATCH (system)<-[:DELIVERED_BY]-(:Delivery)<-[:LOADED]-(run:LoadRun)
  WHERE date(run.started_at) <= $as_of
  WITH run
  ORDER BY run.started_at DESC, run.id
  RETURN collect({id: run.id, ended: run.ended_at, quarantined: run.quarantined}) AS runs
}
WITH system, delivered, runs, head([run IN runs WHERE run.ended IS NOT NULL]) AS ended
RETURN
  system.id AS system,
  toString(delivered) AS delivered_at,
  ended.id AS last_run,
  toString(ended.ended) AS loaded_at,
  duration.inDays(date(ended.ended), $as_of).days AS days,
  coalesce(head(runs).ended IS NULL AND head(runs).id IS NOT NULL, false) AS unfinished,
  COUNT {
    MATCH (record:SourceRecord {system: system.key})
    WHERE record.recorded_from <= $as_of AND coalesce($as_of < record.withdrawn_on, true)
  } AS records,
  coalesce(ended.quarantined, 0) AS quarantined,
  COUNT {
    MATCH (system)<-[:INVOLVES]-(:Conflict)
  } AS conflicts
ORDER BY days DESC, system
