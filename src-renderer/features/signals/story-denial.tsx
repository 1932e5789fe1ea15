import { X } from 'lucide-react'
import type { DenialView, InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatQuantity, Note } from '../../ui/index.ts'
import { measureText } from './measure-text.ts'

export interface StoryDenialProps {
  readonly denial: DenialView
  readonly instrument: InstrumentView | undefined
}

/** The rule that refused it: what was measured beside what is allowed, and what would fit. */
export function StoryDenial({ denial, instrument }: StoryDenialProps) {
  const t = useWords('signals')
  const { code, message, measured, limit, unit, quantityThatFits } = denial
  const name = t('story.denial')
  return (
    <section aria-label={name}>
      <h3 className="story-heading">{name}</h3>
      <Note kind="denied" title={message}>
        <span className="mono">{code}</span>
      </Note>
      <table className="table story-table" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{t('story.rule')}</th>
            <th scope="col" className="number">
              {t('story.measured')}
            </th>
            <th scope="col" className="number">
              {t('story.limit')}
            </th>
            <th scope="col" aria-label={t('columns.outcome')} />
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="mono">
              {code}
            </th>
            <td className="number danger">{measureText(measured, unit)}</td>
            <td className="number">{measureText(limit, unit)}</td>
            <td>
              <X size={12} className="danger" role="img" aria-label={t('outcomes.denied')} />
            </td>
          </tr>
        </tbody>
      </table>
      <p className="story-note">
        {quantityThatFits === null
          ? t('story.nothingFits')
          : `${t('story.fits')}: ${formatQuantity(quantityThatFits, instrument?.lotSize ?? quantityThatFits)} ${instrument?.base ?? ''}`}
      </p>
    </section>
  )
}
