import { harness } from './harness.ts'

export interface RecordedCall {
  readonly name: string
  readonly args: readonly unknown[]
}

/** A dialog as it was shown; a person has not answered while `result` is undefined. */
export interface ShownDialog {
  readonly kind: 'message' | 'save' | 'open'
  readonly options: Readonly<Record<string, unknown>>
  answer(result: unknown): void
  isAnswered: boolean
}

/** What the desktop outside of the window has been asked for; specs read it through `evaluate`. */
export interface StandInRecords {
  /** Calls that have no effect here, oldest first. */
  readonly calls: RecordedCall[]
  readonly dialogs: ShownDialog[]
  /** Trays that exist; with what they show. */
  readonly trays: Set<RecordedTray>
  /** Every notification that was shown. */
  readonly notifications: RecordedNotification[]
  /** Kinds of the power save blockers that are held. */
  readonly blockers: Map<number, string>
}

export interface RecordedTray {
  readonly toolTip: string
  readonly title: string
  readonly imageFile: string
  readonly menu: unknown
  emit(event: string): boolean
}

export interface RecordedNotification {
  readonly title: string
  readonly body: string
  emit(event: string): boolean
}

export const records: StandInRecords = {
  calls: [],
  dialogs: [],
  trays: new Set(),
  notifications: [],
  blockers: new Map(),
}

export function record(name: string, ...args: readonly unknown[]): void {
  records.calls.push({ name, args })
}

/** Ends the spec in failure, unless it expects it. */
export function fault(text: string): void {
  harness.tell('fault', text)
}

export function faultOf(what: string, error: unknown): void {
  fault(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
}
