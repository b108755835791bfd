// The documented body of a CloudWatch dashboard: it refuses what PutDashboard would refuse. It covers only our widgets.
// Objects are strict, so a property that AWS does not know is an error. Source: CloudWatch API reference, "Dashboard
// Body Structure and Syntax".

import * as v from 'valibot';

const COLUMNS = 24;
const whole = (least: number, most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const matching = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern));
const some = v.pipe(v.string(), v.nonEmpty());

const placed = {
  x: whole(0, COLUMNS - 1),
  y: whole(0, Number.MAX_SAFE_INTEGER),
  width: whole(1, COLUMNS),
  height: whole(1, 1000),
};

/** "PT5M", "-PT3H", "-P7D": the start of a board, as time before now. */
const Start = matching(/^-P(?=.)(\d+[MDW])*(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/);
/** Seconds: 1, 5, 10, 30 or any multiple of 60. */
const Period = v.pipe(
  v.number(),
  v.safeInteger(),
  v.check((seconds) => [1, 5, 10, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0)),
);
const Stat = matching(/^(SampleCount|Average|Sum|Minimum|Maximum|p\d{1,2}(\.\d+)?)$/);
const Region = matching(/^[a-z]{2}(-[a-z]+)+-\d$/);
const Color = matching(/^#[0-9a-fA-F]{6}$/);

const Rendering = v.strictObject({
  label: v.optional(v.string()),
  stat: v.optional(Stat),
  period: v.optional(Period),
  color: v.optional(Color),
  visible: v.optional(v.boolean()),
  yAxis: v.optional(v.picklist(['left', 'right'])),
  region: v.optional(Region),
});

/** [Namespace, MetricName, Dimension1Name, Dimension1Value, …, { rendering }] */
const Metric = v.pipe(
  v.array(v.union([some, Rendering])),
  v.check((parts) => {
    const words = parts.filter((part) => typeof part === 'string');
    const last = parts.length - 1;
    return (
      words.length >= 2 && words.length % 2 === 0 && parts.every((part, at) => typeof part === 'string' || at === last)
    );
  }, 'a metric is namespace, name, pairs of dimension and value, and at most one object, at the end'),
);

const Axis = v.strictObject({
  label: v.optional(v.string()),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
  showUnits: v.optional(v.boolean()),
});

const Line = v.strictObject({ label: v.optional(v.string()), value: v.number(), color: v.optional(Color) });

const MetricWidget = v.strictObject({
  type: v.literal('metric'),
  ...placed,
  properties: v.strictObject({
    title: v.string(),
    view: v.picklist(['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table']),
    stacked: v.boolean(),
    region: Region,
    period: Period,
    metrics: v.pipe(v.array(Metric), v.minLength(1), v.maxLength(500)),
    yAxis: v.optional(v.strictObject({ left: v.optional(Axis), right: v.optional(Axis) })),
    annotations: v.optional(v.strictObject({ horizontal: v.array(Line) })),
  }),
});

const TextWidget = v.strictObject({
  type: v.literal('text'),
  ...placed,
  properties: v.strictObject({ markdown: some }),
});

const AlarmWidget = v.strictObject({
  type: v.literal('alarm'),
  ...placed,
  properties: v.strictObject({
    title: v.string(),
    alarms: v.pipe(
      v.array(matching(/^arn:aws[\w-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.+$/)),
      v.minLength(1),
      v.maxLength(100),
    ),
    sortBy: v.optional(v.picklist(['default', 'stateUpdatedTimestamp', 'timestamp'])),
    states: v.optional(v.array(v.picklist(['ALARM', 'INSUFFICIENT_DATA', 'OK']))),
  }),
});

export const DashboardBody = v.strictObject({
  start: v.optional(Start),
  end: v.optional(v.string()),
  periodOverride: v.optional(v.picklist(['auto', 'inherit'])),
  widgets: v.pipe(
    v.array(v.variant('type', [MetricWidget, TextWidget, AlarmWidget])),
    v.maxLength(500),
    v.check((widgets) => widgets.every(({ x, width }) => x + width <= COLUMNS), 'a widget hangs over the edge'),
  ),
});
