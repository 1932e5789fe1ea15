import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const workspace: Translation<typeof en.workspace> = {
  panels: {
    chart: 'Chart',
    watchlist: 'Beobachtungsliste',
    ticket: 'Auftrag',
    depth: 'Orderbuch',
    tape: 'Zeit und Umsätze',
    positions: 'Positionen',
    orders: 'Aufträge',
    fills: 'Ausführungen',
    account: 'Konto',
    equity: 'Kapitalverlauf',
    limits: 'Schutz',
    strategies: 'Strategien',
    signals: 'Signale',
    components: 'Komponenten',
    metrics: 'Messwerte',
    alerts: 'Meldungen',
    log: 'Protokoll',
    configuration: 'Einstellungen',
  },
  layouts: {
    trade: 'Handel',
    research: 'Analyse',
    operate: 'Betrieb',
  },
}
