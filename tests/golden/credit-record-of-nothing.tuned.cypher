MATCH (c:CreditRecord {id: $record})
RETURN {open: null} AS creditRecordSharing
