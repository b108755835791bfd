/**
 * The scripts of the mail slot: one sender at a time, a pause between its mails, and nothing forgotten.
 *
 * Notice that "nothing waits" and giving the slot back are one step. Whoever adds a result and then finds the slot
 * taken may go home: its holder will look again, and cannot have looked for the last time before the result was there.
 */
import { NOW } from './verdict.lua.ts';

/**
 * KEYS  pending, mail slot, then a record for each result that was just mailed
 * ARGV  token, lease in ms, pause between mails in ms, most results in a mail, 1 after a publication was tried else 0,
 *       then for each result just mailed: name, sequencer
 *
 * First takes what was mailed off the pending list, but not what a newer write replaced in the meantime; an unreadable
 * message is remembered for 15 days more (SQS keeps messages for 14), so that its repeats are known. Then gives one of
 *   { 'taken' }         somebody else holds the slot
 *   { 'nothing' }       nothing waits; the slot, if it was ours, is free
 *   { 'wait', ms }      the slot is ours, but the last mail is too young
 *   { 'mail', ms the oldest has waited, how many wait, name, name, … }  the slot is ours; the oldest come first
 * The slot is ours until the lease runs out; each turn renews it. After a failover the clock may be another one: then
 * times far in the future are brought back to one lease and one pause from now.
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
 * Gives the slot back while something waits; the next holder waits out the pause all the same.
 */
export const RELEASE = `${NOW}
if redis.call('HGET', KEYS[1], 'holder') ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[1], 'holder', 'until')
redis.call('HSET', KEYS[1], 'next', now() + ARGV[2])
return 1
`;
