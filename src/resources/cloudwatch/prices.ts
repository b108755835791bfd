// What CloudWatch bills, in US dollars a month, us-east-1, and how many an account has for nothing (CloudWatch price page).

/** Each metric that an alarm watches, at standard resolution. */
export const ALARM_METRIC = 0.1;
export const FREE_ALARM_METRICS = 10;
export const COMPOSITE_ALARM = 0.5;
/** A metric that no AWS service makes; S3 bills its request metrics like these. */
export const CUSTOM_METRIC = 0.3;
export const FREE_CUSTOM_METRICS = 10;
export const DASHBOARD = 3;
export const FREE_DASHBOARDS = 3;
