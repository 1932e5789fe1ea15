import { type FormEvent, type RefObject, useState } from 'react'
import type { IndicatorView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { allowedText, FieldControl, rangeHint, readFields, type SchemaField } from '../../schema-form/index.ts'
import { Button, ColourChoice, Popover } from '../../ui/index.ts'
import { SERIES_COLOURS } from '../chart-settings.ts'
import { parameterTexts, readParameters } from './indicator-form.ts'
import type { ShownIndicator } from './indicator-track.ts'
import type { ChartIndicators } from './use-chart-indicators.ts'

export interface IndicatorEditorProps {
  readonly indicator: ShownIndicator
  readonly indicators: ChartIndicators
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly anchor: RefObject<Element | null>
}

/** Parameters and colour of one indicator. */
export function IndicatorEditor({ indicator, indicators, open, onOpenChange, anchor }: IndicatorEditorProps) {
  const kind = indicators.catalogue.byId.get(indicator.indicatorId)
  if (!open || kind === undefined) return null
  return (
    <Popover title={kind.title} open onOpenChange={onOpenChange} anchor={anchor.current}>
      <EditorForm {...{ indicator, indicators, kind }} onDone={() => onOpenChange(false)} />
    </Popover>
  )
}

interface EditorFormProps extends Pick<IndicatorEditorProps, 'indicator' | 'indicators'> {
  readonly kind: IndicatorView
  readonly onDone: () => void
}

function EditorForm({ indicator, indicators, kind, onDone }: EditorFormProps) {
  const t = useWords('chart')
  const [texts, setTexts] = useState(() => parameterTexts(kind, indicator.parameters))
  const fields = readFields(kind.parametersSchema)
  const reading = readParameters(fields, texts)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!reading.valid) return
    indicators.change(indicator.key, { parameters: reading.parameters })
    onDone()
  }
  return (
    <form className="indicator-form" onSubmit={submit}>
      <p className="quiet">{kind.description}</p>
      {fields.map((field) => (
        <ParameterField
          key={field.key}
          field={field}
          text={texts[field.key] ?? ''}
          fault={reading.valid ? undefined : reading.faults[field.key]}
          onTextChange={(text) => setTexts({ ...texts, [field.key]: text })}
        />
      ))}
      <ColourChoice
        label={t('colour')}
        value={indicator.colour}
        options={SERIES_COLOURS.map((colour) => ({ colour, label: t(`colours.${colour}`) }))}
        onValueChange={(colour) => indicators.change(indicator.key, { colour })}
      />
      <div className="indicator-form-actions">
        <Button type="submit" tone="primary" disabled={!reading.valid}>
          {t('apply')}
        </Button>
      </div>
    </form>
  )
}

interface ParameterFieldProps {
  readonly field: SchemaField
  readonly text: string
  readonly fault: string | undefined
  readonly onTextChange: (text: string) => void
}

function ParameterField({ field, ...control }: ParameterFieldProps) {
  const { type, description } = field
  const isNumber = type.kind === 'number'
  // Words that stand for a number have to be known to be typed.
  const about = isNumber && type.words.length > 0 ? allowedText(type) : undefined
  return (
    <FieldControl
      field={field}
      {...control}
      stacked
      title={description}
      about={about}
      unit={isNumber ? rangeHint(type.range) : undefined}
    />
  )
}
