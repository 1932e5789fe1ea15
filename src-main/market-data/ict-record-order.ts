import type { IctRecordPage, StoredIctRecord } from './ports.ts'

/** By time of confirmation, then id. */
export function compareRecords(left: StoredIctRecord, right: StoredIctRecord): number {
  if (left.confirmedAtMs !== right.confirmedAtMs) return left.confirmedAtMs - right.confirmedAtMs
  if (left.id === right.id) return 0
  return left.id < right.id ? -1 : 1
}

/** The page of these records, each id once; of two with the same id, {@link mergedRecord} of them in the order given. */
export function recordPage(
  records: Iterable<StoredIctRecord>,
  { beforeMs = Infinity, kinds, limit }: IctRecordPage,
): StoredIctRecord[] {
  const byId = new Map<string, StoredIctRecord>()
  for (const record of records) {
    if (record.confirmedAtMs >= beforeMs || kinds?.includes(record.kind) === false) continue
    const known = byId.get(record.id)
    byId.set(record.id, known === undefined ? record : mergedRecord(known, record))
  }
  return newestOf([...byId.values()].toSorted(compareRecords), limit)
}

/** What was published of the first, with the later times that it has not and the second has. */
export function mergedRecord(known: StoredIctRecord, newer: StoredIctRecord): StoredIctRecord {
  return {
    ...known,
    mitigatedAtMs: known.mitigatedAtMs ?? newer.mitigatedAtMs,
    filledAtMs: known.filledAtMs ?? newer.filledAtMs,
    invalidatedAtMs: known.invalidatedAtMs ?? newer.invalidatedAtMs,
  }
}

/** The newest of all times of these records; undefined where there are none. */
export function newestTimeMs(records: Iterable<StoredIctRecord>): number | undefined {
  let newestMs: number | undefined
  for (const { confirmedAtMs, mitigatedAtMs, filledAtMs, invalidatedAtMs } of records) {
    newestMs = Math.max(newestMs ?? 0, confirmedAtMs, mitigatedAtMs ?? 0, filledAtMs ?? 0, invalidatedAtMs ?? 0)
  }
  return newestMs
}

function newestOf(sorted: StoredIctRecord[], limit: number): StoredIctRecord[] {
  let start = Math.max(0, sorted.length - limit)
  const oldestMs = sorted[start]?.confirmedAtMs
  while (start > 0 && sorted[start - 1]?.confirmedAtMs === oldestMs) start--
  return sorted.slice(start)
}
