import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const account: Translation<typeof en.account> = {
  title: 'Konto',
  equity: 'Kapital, {{currency}}',
  cash: 'Guthaben',
  profitToday: 'Gewinn heute, {{zone}}',
  openProfit: 'Offener Gewinn',
  realised: 'Realisiert',
  fees: 'Gebühren, heute und gesamt',
  startingCash: 'Startguthaben',
  marginUsed: 'Gebundene Margin',
  marginFree: 'Freie Margin',
  marginRatio: 'Mindestmargin',
  ofBacking: '{{money}} · {{share}}',
  open: 'Zurzeit offen',
  openNow: '{{positions}}, {{orders}}',
  positionMode: 'Positionsmodus',
  oneWay: 'Einweg',
  hedge: 'Hedge: Long und Short getrennt',
  reset: {
    button: 'Zurücksetzen',
    title: 'Papierkonto zurücksetzen?',
    text: 'Das Konto beginnt von vorn mit seinem Startguthaben. Positionen entfallen, ohne gehandelt zu werden.',
    positions: 'Positionen entfallen',
    orders: 'Aufträge storniert',
    equityNow: 'Kapital jetzt',
    cashAfter: 'Guthaben danach',
    confirm: 'Halten, um das Konto zurückzusetzen',
    holding: 'Weiter halten, um zurückzusetzen',
    done: 'Papierkonto zurückgesetzt',
  },
}
