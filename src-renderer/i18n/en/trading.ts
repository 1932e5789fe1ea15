/** Words of orders and positions that chart, ticket and tables share. */
export const trading = {
  states: {
    pending: 'PENDING',
    submitted: 'SENT',
    working: 'WORKING',
    partiallyFilled: 'PARTLY',
    cancelling: 'CANCELLING',
    unknown: 'UNKNOWN',
    filled: 'FILLED',
    cancelled: 'CANCELLED',
    rejected: 'REJECTED',
    expired: 'EXPIRED',
    unsent: 'UNSENT',
  },
  roles: { entry: 'Entry', stopLoss: 'Stop-loss', takeProfit: 'Take-profit', close: 'Close' },
  types: {
    market: 'market',
    limit: 'limit',
    stop: 'stop',
    stopLimit: 'stop-limit',
    takeProfit: 'take-profit',
    takeProfitLimit: 'take-profit limit',
    trailingStop: 'trailing stop',
  },
  faults: {
    noNumber: '“{{text}}” is not a number. Write it like {{example}}',
    notAboveZero: 'Must be above 0',
    atMostPercent: 'At most {{most}} %',
    tick: 'Tick is {{step}}. Nearest {{nearest}}',
    lot: 'Lot is {{step}}. Nearest {{nearest}}',
  },
  /** Of an instrument at its venue. */
  status: {
    maintenance: {
      word: 'Halted',
      title: 'Halted at the venue',
      text: 'The venue takes no orders for {{symbol}} at present. Nothing can be opened; what is held can be closed when it trades again.',
    },
    delisted: {
      word: 'Delisted',
      title: 'Delisted at the venue',
      text: 'The venue has delisted {{symbol}}, or will soon. Nothing can be opened; what is held stays until it is closed or settled there.',
    },
  },
  manual: 'Manual',
  unassigned: 'Nobody yet',
  switchedOff: '{{name}}, off',
} as const
