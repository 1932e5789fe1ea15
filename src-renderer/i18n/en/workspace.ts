/** Words of `workspace`. */
export const workspace = {
  panels: {
    chart: 'Chart',
    watchlist: 'Watchlist',
    ticket: 'Order ticket',
    depth: 'Depth',
    tape: 'Time and sales',
    positions: 'Positions',
    orders: 'Orders',
    fills: 'Fills',
    account: 'Account',
    equity: 'Equity',
    limits: 'Protection',
    strategies: 'Strategies',
    signals: 'Signals',
    components: 'Components',
    metrics: 'Metrics',
    alerts: 'Alerts',
    log: 'Log',
    configuration: 'Configuration',
  },
  layouts: {
    trade: 'Trade',
    research: 'Research',
    operate: 'Operate',
  },
} as const
