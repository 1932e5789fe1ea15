/** Words of `metrics`. */
export const metrics = {
  range: 'Range of the courses',
  ranges: { '15m': '15 m', '1h': '1 h', '24h': '24 h', '7d': '7 d' },
  groups: {
    engine: 'Engine',
    market: 'Market data',
    trading: 'Trading',
    process: 'Process',
    interface: 'Interface',
    endpoints: 'Outside services',
  },
  limit: 'limit {{limit}}',
  noLimit: 'no limit',
  noValue: 'no value',
  over: 'over its limit',
  noCourse: 'The courses could not be loaded; what comes now is shown',
  noCourseYet: 'Nothing was measured in this time.',
  cursor: 'Cursor in the course',
  cursorMax: 'highest',
  facts: { now: 'Now', low: 'Lowest', mean: 'Mean', high: 'Highest', limit: 'Limit' },
  streams: {
    title: 'Feed age per stream',
    instrument: 'Instrument',
    age: 'Age',
    limit: 'Limit',
    course: 'Last 15 min',
  },
} as const
