import type { en } from '../en/index.ts'
import type { Translation } from '../translation.ts'

export const gate: Translation<typeof en.gate> = {
  denied: {
    title: 'Zugriff verweigert',
    text: 'Öffnen Sie die Adresse, die die Engine beim Start genannt hat. Sie enthält das Zugriffstoken.',
  },
  starting: {
    title: 'Die Engine startet',
    text: 'Das Fenster öffnet sich von selbst, sobald Märkte, Risiko und Aufträge bereit sind.',
  },
  waiting: {
    title: 'Die Engine wartet',
    text: 'Das Fenster öffnet sich dann von selbst. Bis dahin wird nicht gehandelt.',
  },
  opening: {
    title: 'Das Konto „{{account}}“ ist noch nicht offen',
    text: 'Das Fenster öffnet sich von selbst, sobald es so weit ist. Wie es steht, zeigt das erste Konto.',
    showFirst: 'Das erste Konto zeigen',
  },
  unreachable: {
    title: 'Die Engine antwortet nicht',
    text: 'Läuft sie? Nächster Versuch {{wait}}.',
    retry: 'Noch einmal',
  },
  guide: {
    label: 'Erste Schritte',
    skip: 'Überspringen, mit Vorgaben beginnen',
    back: 'Zurück',
    next: 'Weiter',
    finish: 'Arbeitsfläche öffnen',
    safe: 'Nichts hier kann einen echten Auftrag senden. Echter Handel braucht einen Schlüssel, einen dafür freigegebenen Handelsplatz und eine getippte Bestätigung.',
    failed: 'Nicht gespeichert',
    steps: {
      start: { name: 'Beginn', hint: 'Was schon läuft' },
      look: { name: 'Sprache und Aussehen', hint: 'Zone, Zahlen, Farben' },
      account: { name: 'Papierkonto', hint: 'Guthaben und Risiko' },
      strategy: { name: 'Erste Strategie', hint: 'Freiwillig' },
      workspace: { name: 'Arbeitsfläche', hint: 'Handel, Analyse, Betrieb' },
    },
    start: {
      title: 'Willkommen bei Wheelhouse',
      text: 'Die Engine läuft und Kurse kommen an. Vier kurze Schritte richten ein, was Ihnen gehört; jeder Wert lässt sich später ändern.',
      facts:
        'Sie beobachtet Märkte, berechnet Indikatoren, führt Strategien aus, prüft jeden Auftrag gegen Ihre Risikogrenzen und handelt auf einem Papierkonto.',
      keep: 'Alles bleibt auf diesem Rechner, im Datenordner.',
    },
    look: {
      title: 'Sprache und Aussehen',
      text: 'Was Sie wählen, gilt sofort, in jedem Fenster dieser Engine.',
    },
    account: {
      title: 'Ihr Papierkonto',
      text: 'Aufträge werden zu den Kursen des Marktes ausgeführt, mit Gebühren und Slippage. Es fließt kein Geld.',
      balance: 'Anfangsguthaben',
      makerFee: 'Gebühr, Maker',
      takerFee: 'Gebühr, Taker',
      bps: 'bps',
      limits: 'Risikogrenzen',
      perTrade: 'Je Trade',
      dailyLoss: 'Tagesverlust',
      leverage: 'Hebel',
      positions: 'Positionen',
      careful: 'Vorsichtig',
      standard: 'Normal',
      wide: 'Weit',
      own: 'Wie eingestellt',
      meaning:
        'Bei {{balance}}: höchstens {{perTrade}} Verlust je Trade und {{perDay}} am Tag, dann werden neue Einstiege abgelehnt.',
      confirmDrags: 'Fragen, bevor ein gezogener Stop oder ein gezogenes Ziel gesendet wird',
      tradingKeys: 'Handelstasten',
      balanceFault: 'Geben Sie einen Betrag über null ein.',
      feeFault: 'Geben Sie 0 bis 100 ein.',
    },
    strategy: {
      title: 'Ihre erste Strategie',
      text: 'Eine Strategie entscheidet am Schluss einer Kerze, auf dem Papierkonto, in denselben Grenzen wie Ihre eigene Hand. Lassen Sie sie aus, wenn Sie zuerst von Hand handeln wollen.',
      none: 'Diese Engine hat keine Strategien',
      noneText: 'Sie können ohne eine weitermachen.',
    },
    workspace: {
      title: 'Ihre Arbeitsfläche',
      text: 'Drei Ansichten für den Anfang. Bereiche lassen sich ziehen, schließen und hinzufügen; jede Ansicht merkt es sich.',
      trade: 'Charts, Orderbuch, Auftrag und Positionen: zum Handeln von Hand und zum Beobachten der Strategien.',
      research: 'Charts in mehreren Zeiteinheiten, Strategien, Kapitalverlauf: zum Beurteilen.',
      operate: 'Komponenten, Messwerte, Meldungen, Protokoll und Einstellungen: für den Betrieb.',
      keys: 'Strg K findet alles, ? zeigt alle Tasten.',
    },
    running: {
      title: 'Läuft schon',
      engine: 'Engine',
      connected: 'verbunden, Version {{version}}',
      market: 'Markt',
      instruments_one: '{{venue}}, {{count}} Instrument',
      instruments_other: '{{venue}}, {{count}} Instrumente',
      components: 'Komponenten',
      running: '{{running}} von {{all}} laufen',
      account: 'Papierkonto',
      prices: 'Kurse',
      waiting: 'wartet',
    },
  },
}
