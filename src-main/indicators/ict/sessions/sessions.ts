/** Hours of trading that recur every day, by the clocks of one place. */
export interface Session {
  readonly name: string
  /** IANA name of the zone whose clocks count. */
  readonly timeZone: string
  /** `HH:MM`; an end at or before the start is on the next day. */
  readonly start: string
  readonly end: string
}

const NEW_YORK = 'America/New_York'

/**
 * The sessions by the opening hours of their stock exchanges: Tokyo (until 15:00 as before November 2024, so that history compares),
 * London, New York (NYSE). The kill zones are the hours in which ICT (M. J. Huddleston, The Inner Circle Trader, mentorship videos)
 * looks for entries; they are taught in New York local time. Every calendar day counts, weekends too: most markets here never
 * close, and where none trades there are no bars to make a record of.
 */
export const SESSIONS = [
  { name: 'Asia', timeZone: 'Asia/Tokyo', start: '09:00', end: '15:00' },
  { name: 'London', timeZone: 'Europe/London', start: '08:00', end: '16:30' },
  { name: 'New York', timeZone: NEW_YORK, start: '09:30', end: '16:00' },
  { name: 'Asian kill zone', timeZone: NEW_YORK, start: '20:00', end: '00:00' },
  { name: 'London open kill zone', timeZone: NEW_YORK, start: '02:00', end: '05:00' },
  { name: 'New York kill zone', timeZone: NEW_YORK, start: '07:00', end: '10:00' },
  { name: 'London close kill zone', timeZone: NEW_YORK, start: '10:00', end: '12:00' },
] as const satisfies readonly Session[]

export type SessionName = (typeof SESSIONS)[number]['name']
