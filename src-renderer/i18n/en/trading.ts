/** Words of orders and positions that chart, ticket and tables share. */
export const trading = {
  states: {
    pending: 'PENDING',
    submitted: 'SENT',
    working: 'WORKING',
    partiallyFilled: 'PARTLY',
    cancelling: 'CANCELLING',
    filled: 'FILLED',
    cancelled: 'CANCELLED',
    rejected: 'REJECTED',
    expired: 'EXPIRED',
    unsent: 'UNSENT',
  },
  roles: { entry: 'Entry', stopLoss: 'Stop-loss', takeProfit: 'Take-profit', close: 'Close' },
  types: { market: 'market', limit: 'limit', stop: 'stop' },
  manual: 'Manual',
} as const
