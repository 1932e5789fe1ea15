import { useWords } from '../../i18n/index.ts'
import type { SchemaGroup } from '../../schema-form/index.ts'
import { EmptyState } from '../../ui/index.ts'
import { ConfigField } from './config-field.tsx'
import type { Configuration } from './use-configuration.ts'

export interface SectionFormProps {
  readonly sections: readonly SchemaGroup[]
  readonly configuration: Configuration
}

/** The fields of the sections in sight. */
export function SectionForm({ sections, configuration }: SectionFormProps) {
  const t = useWords('configuration')
  if (sections.length === 0) {
    return <EmptyState title={t('nothingFound')}>{t('nothingFoundText')}</EmptyState>
  }
  return (
    <div className="config-form">
      {sections.map((section) => (
        <Group key={section.id} group={section} configuration={configuration} />
      ))}
    </div>
  )
}

function Group({ group, configuration }: { readonly group: SchemaGroup; readonly configuration: Configuration }) {
  const { id, label, description, children } = group
  const fields = children.filter((child) => child.kind === 'field')
  const inner = children.filter((child) => child.kind === 'group')
  return (
    <fieldset className="config-group">
      <legend className="config-legend">
        {label}
        <span className="mono quiet">{id}</span>
      </legend>
      {description !== undefined && <p className="config-description">{description}</p>}
      {fields.length > 0 && (
        <div className="config-grid">
          {fields.map((field) => (
            <ConfigField key={field.id} field={field} configuration={configuration} />
          ))}
        </div>
      )}
      {inner.map((child) => (
        <Group key={child.id} group={child} configuration={configuration} />
      ))}
    </fieldset>
  )
}
