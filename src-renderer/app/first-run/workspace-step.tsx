import { BUILT_IN_LAYOUTS } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useLayouts, useLayoutsState } from '../workspace/layouts-context.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** The layouts to begin with; the one that is chosen is open behind the guide. */
export function WorkspaceStep(props: StepProps) {
  const t = useWords('gate')
  const w = useWords('workspace')
  const layouts = useLayouts()
  const { activeId } = useLayoutsState()
  return (
    <StepFrame
      title={t('guide.workspace.title')}
      text={t('guide.workspace.text')}
      nextLabel={t('guide.finish')}
      {...props}
    >
      <fieldset className="guide-list">
        <legend className="visually-hidden">{w('layouts.title')}</legend>
        {BUILT_IN_LAYOUTS.map((layout) => (
          <div key={layout} className="guide-item">
            <label className="check">
              <input
                type="radio"
                name="guide-layout"
                checked={activeId === layout}
                onChange={() => layouts.open(layout)}
              />
              <span className="guide-name">{w(`layouts.${layout}`)}</span>
            </label>
            <p className="guide-hint">{t(`guide.workspace.${layout}`)}</p>
          </div>
        ))}
      </fieldset>
      <p className="guide-text">{t('guide.workspace.keys')}</p>
    </StepFrame>
  )
}
