import { useWords } from '../../i18n/index.ts'

/** The library's licence asks for this link where its charts are seen. */
export function ChartAttribution() {
  const t = useWords('chart')
  return (
    <p className="chart-attribution">
      {t('attribution')}{' '}
      <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
        TradingView Lightweight Charts
      </a>
    </p>
  )
}
