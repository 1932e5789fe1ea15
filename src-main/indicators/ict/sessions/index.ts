export { type Session, type SessionName, SESSIONS } from './sessions.ts'
export { sessionAt, SessionCalendar, type SessionWindow, sessionWindows } from './session-windows.ts'
