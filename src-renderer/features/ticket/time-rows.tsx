import { useSessionClock } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { allowsPostOnly, effectiveTime, otherForm, sizeNeedsStop, timesInForce } from '../../trading/index.ts'
import { Checkbox, formatDayAndMinute, SelectField, zoneName } from '../../ui/index.ts'
import { faultText } from './ticket-faults.ts'
import { isPair } from './ticket-form.ts'
import type { Ticket } from './use-ticket.ts'

/** How long the order lives, whether it may take, and whether it may only reduce. */
export function TimeRows({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change } = ticket
  const times = timesInForce(form)
  const chosen = effectiveTime(form)
  const refusal = faultText(ticket, 'time')
  const choose = (text: string): void => {
    const timeInForce = times.find((time) => time === text)
    if (timeInForce !== undefined) change({ timeInForce })
  }
  return (
    <>
      <div className="ticket-row ticket-time">
        {times.length > 1 && (
          <SelectField
            className="ticket-tif"
            label={t('timeInForce')}
            title={t(`times.${chosen}`)}
            value={chosen}
            options={times}
            onValueChange={choose}
          />
        )}
        <Checkbox
          checked={form.reduceOnly}
          disabled={sizeNeedsStop(form.sizeKind)}
          onCheckedChange={(reduceOnly) => change({ reduceOnly })}
        >
          {t('reduceOnly')}
        </Checkbox>
        {(allowsPostOnly(form) || (isPair(form) && allowsPostOnly(otherForm(form)))) && (
          <Checkbox checked={form.postOnly} onCheckedChange={(postOnly) => change({ postOnly })}>
            {t('postOnly')}
          </Checkbox>
        )}
      </div>
      {refusal !== undefined && (
        <p className="field-fault" role="alert">
          {refusal}
        </p>
      )}
      {chosen === 'GTD' && <EndRow ticket={ticket} />}
    </>
  )
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const LIVES = {
  '15m': 15 * MINUTE_MS,
  '1h': HOUR_MS,
  '4h': 4 * HOUR_MS,
  '1d': 24 * HOUR_MS,
  '7d': 168 * HOUR_MS,
} as const
type Life = keyof typeof LIVES
const LIFE_NAMES = Object.keys(LIVES) as Life[]
const NONE = ''

/** The end is a moment, fixed when it is chosen: what is previewed and what is sent end at the same time. */
function EndRow({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const clock = useSessionClock()
  const { form, change } = ticket
  const choose = (text: string): void => {
    const life = LIFE_NAMES.find((name) => name === text)
    const nowMs = clock.nowMs()
    if (life === undefined || nowMs === undefined) return
    change({ expireAtMs: Math.ceil((nowMs + LIVES[life]) / MINUTE_MS) * MINUTE_MS })
  }
  const { expireAtMs } = form
  return (
    <SelectField
      label={t('expire')}
      value={NONE}
      options={[
        {
          value: NONE,
          label:
            expireAtMs === null
              ? t('lives.choose')
              : t('lives.until', { time: formatDayAndMinute(expireAtMs), zone: zoneName() }),
        },
        ...LIFE_NAMES.map((life) => ({ value: life, label: t(`lives.${life}`) })),
      ]}
      fault={faultText(ticket, 'expire')}
      onValueChange={choose}
    />
  )
}
