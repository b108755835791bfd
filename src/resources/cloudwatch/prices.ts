// CloudWatch's prices in US dollars a month, us-east-1, and the free amount of an account (CloudWatch price page).

/** Each metric that an alarm watches, at standard resolution. */
export const ALARM_METRIC = 0.1;
export const FREE_ALARM_METRICS = 10;
export const COMPOSITE_ALARM = 0.5;
/** A metric that no AWS service makes. S3's request metrics have this price too. */
export const CUSTOM_METRIC = 0.3;
export const FREE_CUSTOM_METRICS = 10;
export const DASHBOARD = 3;
export const FREE_DASHBOARDS = 3;
