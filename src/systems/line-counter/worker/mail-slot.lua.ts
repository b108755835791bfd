// The scripts of the mail slot: one sender at a time, and a pause between its mails. The check "nothing waits" and the
// release of the slot are one step. So whoever adds a result and finds the slot taken need not wait: its holder will
// look again after that.

import { NOW } from './verdict.lua.ts';

/**
 * KEYS  pending, mail slot, then a record for each result that was just mailed
 * ARGV  token, lease in ms, pause between mails in ms, most results in a mail, 1 after a publication was tried else 0,
 *       then for each result just mailed: name, sequencer
 *
 * First it takes the mailed results off the pending list, but not those that a newer write has replaced. It remembers
 * an unreadable message for 15 days, so that it knows repeats (SQS keeps messages for 14). Then it gives one of
 *   { 'taken' }         another invocation holds the slot
 *   { 'nothing' }       nothing waits; if the slot was ours, it is free now
 *   { 'wait', ms }      the slot is ours, but the last mail was sent a moment ago
 *   { 'mail', ms the oldest has waited, how many wait, name, name, … }  the slot is ours; the oldest come first
 * The slot is ours until the lease ends. Each turn renews it. After a failover the clock may differ, so times far in the
 * future are set to one lease and one pause from now.
 */
export const TURN = `${NOW}
local token, lease, pause, most, tried = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local moment = now()

for i = 3, #KEYS do
  local name, sequencer = ARGV[2 * i], ARGV[2 * i + 1]
  if (redis.call('HGET', KEYS[i], 'sequencer') or '') == sequencer then
    redis.call('ZREM', KEYS[1], name)
    if string.sub(name, 1, 1) == '?' then redis.call('EXPIRE', KEYS[i], 15 * 86400) end
  end
end
if tried == '1' then redis.call('HSET', KEYS[2], 'next', moment + pause) end

local slot = redis.call('HMGET', KEYS[2], 'holder', 'until', 'next')
local holder, ends, next = slot[1], tonumber(slot[2] or 0), tonumber(slot[3] or 0)
if holder and holder ~= token and moment < ends then
  if ends > moment + lease then redis.call('HSET', KEYS[2], 'until', moment + lease) end
  return { 'taken' }
end

local waiting = redis.call('ZCARD', KEYS[1])
if waiting == 0 then
  redis.call('HDEL', KEYS[2], 'holder', 'until')
  return { 'nothing' }
end

redis.call('HSET', KEYS[2], 'holder', token, 'until', moment + lease)
if next > moment + pause then
  next = moment + pause
  redis.call('HSET', KEYS[2], 'next', next)
end
if moment < next then return { 'wait', next - moment } end
local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local names = redis.call('ZRANGE', KEYS[1], 0, most - 1)
return { 'mail', math.max(0, moment - oldest[2]), waiting, unpack(names) }
`;

/**
 * KEYS  mail slot
 * ARGV  token, pause between mails in ms
 * Releases the slot although something waits. The next holder still waits for the pause.
 */
export const RELEASE = `${NOW}
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'holder', 'until')
redis.call('HSET', KEYS[1], 'next', now() + ARGV[2])
return 1
`;
