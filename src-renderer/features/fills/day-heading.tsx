import { useWords } from '../../i18n/index.ts'
import { formatMoney, formatSignedMoney, signTone } from '../../ui/index.ts'
import type { FillSums } from './fill-sums.ts'

export interface DayHeadingProps {
  readonly day: string
  readonly sums: FillSums
}

/** Heading over the fills of a day, with what the day brought. */
export function DayHeading({ day, sums }: DayHeadingProps) {
  const t = useWords('fills')
  const net = sums.realisedPnl - sums.fees
  return (
    <span className="fill-day">
      <span>{t('day', { day, count: sums.count })}</span>
      <span>
        {t('realised')} <b className={signTone(sums.realisedPnl)}>{formatSignedMoney(sums.realisedPnl)}</b>
      </span>
      <span>
        {t('fees')} <b>{formatMoney(sums.fees)}</b>
      </span>
      <span>
        {t('net')} <b className={signTone(net)}>{formatSignedMoney(net)}</b>
      </span>
    </span>
  )
}
