// The systemd units of the vault: the application, and the backup with its clock and its button.

interface Places {
  readonly mount: string;
  readonly settings: string;
}

const NODE = '/usr/bin/node-24';

/** What no program of the vault needs (systemd.exec(5), "Sandboxing"). */
const HARDENED = `User=vault
Group=vault
UMask=0027
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
PrivateDevices=yes
PrivateTmp=yes
LockPersonality=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
Environment=NODE_ENV=production AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true`;

/** By path. */
export function unitFiles({ mount, settings }: Places): Record<string, string> {
  const program = (name: string) => `${NODE} /opt/vault/${name}.mjs ${settings}`;
  return {
    '/etc/systemd/system/vault.service': `[Unit]
Description=File vault
RequiresMountsFor=${mount}
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
ExecStartPre=+/usr/bin/chown vault:vault ${mount}
ExecStartPre=${program('restore')}
ExecStart=${program('app')}
Restart=on-failure
RestartSec=5
TimeoutStartSec=infinity
ReadWritePaths=${mount}
${HARDENED}

[Install]
WantedBy=multi-user.target
`,
    '/etc/systemd/system/vault-backup.service': `[Unit]
Description=Backup of the file vault to S3
RequiresMountsFor=${mount}
After=vault.service

[Service]
Type=oneshot
ExecStart=${program('backup')}
MemoryMax=400M
ReadWritePaths=${mount}
${HARDENED}
`,
    '/etc/systemd/system/vault-backup.timer': `[Unit]
Description=Backup of the file vault, every five minutes

[Timer]
OnCalendar=*:0/5
Persistent=true

[Install]
WantedBy=timers.target
`,
    '/etc/systemd/system/vault-backup.path': `[Unit]
Description=Backup of the file vault, when somebody asks for it
RequiresMountsFor=${mount}

[Path]
PathChanged=${mount}/control/backup-wanted

[Install]
WantedBy=multi-user.target
`,
  };
}
