import { RotateCcw } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { allowedText, FieldControl, type SchemaField, textOfValue, valueHint } from '../../schema-form/index.ts'
import { classNames, IconButton } from '../../ui/index.ts'
import { holderOf } from './held-key.ts'
import { sameJson, valueAt } from './json-value.ts'
import type { Configuration } from './use-configuration.ts'
import { shownValue } from './value-text.ts'

/** Values that need the width of the whole place. */
const isWide = ({ type }: SchemaField): boolean => type.kind === 'json' || type.kind === 'text'

/** One key: its value, what it means, what is allowed, and the way back to its default. */
export function ConfigField({ field, configuration }: { field: SchemaField; configuration: Configuration }) {
  const t = useWords('configuration')
  const { view, textOf, faultOf, edit, changes } = configuration
  const holder = holderOf(field.path, view.overridden)
  const text = textOf(field)
  const change = changes.find((each) => each.field.id === field.id)
  const defaultText = textOfValue(field.defaultValue, field.type)
  return (
    <div
      className={classNames(
        'config-field',
        isWide(field) && 'config-field-wide',
        change !== undefined && 'config-field-edited',
      )}
      data-config-key={field.id}
    >
      <FieldControl
        field={field}
        text={text}
        onTextChange={(next) => edit(field, next)}
        fault={faultOf(field.id)}
        unit={valueHint(field, text)}
        disabled={holder !== undefined}
        about={<About field={field} configuration={configuration} holder={holder} />}
      />
      {holder === undefined && text !== defaultText && (
        <IconButton
          label={t('field.reset', { label: field.label, value: shownValue(field.defaultValue) })}
          className="config-reset"
          onClick={() => edit(field, defaultText)}
        >
          <RotateCcw size={12} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}

interface AboutProps {
  readonly field: SchemaField
  readonly configuration: Configuration
  readonly holder: string | undefined
}

function About({ field, configuration, holder }: AboutProps) {
  const t = useWords('configuration')
  const { view, changes, fileFaultOf } = configuration
  const change = changes.find((each) => each.field.id === field.id)
  const fileFault = fileFaultOf(field.id)
  const allowed = allowedText(field.type)
  return (
    <>
      {field.description !== undefined && <span className="config-meaning">{field.description}</span>}
      <span className="config-facts">
        <span className="mono">{field.key}</span>
        {allowed !== '' && <span>{allowed}</span>}
        {field.restart && <span className="config-restart">{t('field.restart')}</span>}
        <DefaultFact field={field} changed={!sameJson(valueAt(view.value, field.path), field.defaultValue)} />
      </span>
      {holder !== undefined && <span className="config-line warn">{t('field.held', { holder })}</span>}
      {change?.overtaken === true && (
        <span className="config-line warn">{t('field.overtaken', { value: shownValue(change.before) })}</span>
      )}
      {fileFault !== undefined && <span className="config-line warn">{t('field.inFile', { fault: fileFault })}</span>}
    </>
  )
}

function DefaultFact({ field, changed }: { readonly field: SchemaField; readonly changed: boolean }) {
  const t = useWords('configuration')
  const value = shownValue(field.defaultValue)
  return changed ? (
    <span className="config-changed">{t('field.changedFrom', { value })}</span>
  ) : (
    <span>{t('field.default', { value })}</span>
  )
}
