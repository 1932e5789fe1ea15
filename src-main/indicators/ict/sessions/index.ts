export { type Session, type SessionName, SESSIONS } from './sessions.ts'
export { SessionCalendar, type SessionWindow } from './session-windows.ts'
