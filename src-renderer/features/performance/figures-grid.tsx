import type { PerformanceRow } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useFormatSettings } from '../../ui/index.ts'
import { FigureText } from './figure-text.tsx'
import { FIGURES, figureOf, figureTone } from './figures.ts'

/** All figures of one row, each with its name. */
export function FiguresGrid({ row, currency }: { readonly row: PerformanceRow; readonly currency: string }) {
  const t = useWords('performance')
  useFormatSettings()
  return (
    <dl className="figures" aria-label={t('title')}>
      {FIGURES.map(([id, kind]) => {
        const figure = figureOf(row, id)
        return (
          <div key={id} className="figure" title={t(`help.${id}`)}>
            <dt>{kind === 'money' ? `${t(`figures.${id}`)} ${currency}` : t(`figures.${id}`)}</dt>
            <dd className={figureTone(figure, kind)}>
              <FigureText figure={figure} kind={kind} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
