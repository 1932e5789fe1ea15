import { ensureDefined } from '../../../base/index.ts'
import { SessionCalendar, type SessionName, SESSIONS, type SessionWindow } from '../sessions/index.ts'

/** The window of a session that an instant lies in; undefined outside its hours. */
export function sessionAt(utcMs: number, name: SessionName): SessionWindow | undefined {
  const window = calendarOf(name).endingAfter(utcMs)
  return window.fromMs <= utcMs ? window : undefined
}

/** Windows of a session that overlap a stretch of time, oldest first and whole. */
export function sessionWindows(fromMs: number, toMs: number, name: SessionName): SessionWindow[] {
  const calendar = calendarOf(name)
  const windows: SessionWindow[] = []
  for (let window = calendar.endingAfter(fromMs); window.fromMs < toMs; window = calendar.endingAfter(window.toMs)) {
    windows.push(window)
  }
  return windows
}

function calendarOf(name: SessionName): SessionCalendar {
  const session = SESSIONS.find((one) => one.name === name)
  return new SessionCalendar(ensureDefined(session, `session ${name}`))
}
