import type { FigureView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { type FigureKind, figureText } from './figures.ts'

export interface FigureTextProps {
  readonly figure: FigureView
  readonly kind: FigureKind
}

/** A figure; where there is none, a question mark that says why to the pointer and to a screen reader. */
export function FigureText({ figure, kind }: FigureTextProps) {
  const t = useWords('performance')
  if (figure.value !== null || figure.reason === null) return figureText(figure, kind)
  const why = t('noFigure', { reason: figure.reason })
  return (
    <span className="figure-unknown" title={why}>
      <span aria-hidden="true">{figureText(figure, kind)}</span>
      <span className="visually-hidden">{why}</span>
    </span>
  )
}
