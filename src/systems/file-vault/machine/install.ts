// The script of the first boot. It runs as root, once, and may be run again by hand. Its texts are fixed words, ids of AWS and
// hashes, so nothing has to be quoted.

interface Install {
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
  readonly volume: string;
  readonly mount: string;
}

/**
 * The stable name of a volume on the instance: its id without the hyphen (EBS user guide, "Map EBS volumes to NVMe device
 * names"). systemd formats the disk only when it is empty (systemd.mount(5), x-systemd.makefs).
 */
const mountLine = ({ volume, mount }: Install) =>
  `/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${volume.replace('-', '')} ${mount} ext4 nofail,nodev,nosuid,noexec,x-systemd.makefs,x-systemd.growfs,x-systemd.device-timeout=30min 0 2`;

export const installScript = (its: Install): string => `#!/bin/bash
# Installs the vault at the first boot.
set -euo pipefail

again() { # tries a command five times
  for pause in 5 15 30 60 0; do
    "$@" && return 0
    sleep "$pause"
  done
  echo "gave up: $*" >&2
  return 1
}

if [ ! -e /swapfile ]; then # 1 GB of memory is little while packages are installed
  dd if=/dev/zero of=/swapfile bs=1M count=512 status=none
  chmod 600 /swapfile
  mkswap /swapfile >/dev/null
  swapon /swapfile
fi
again dnf -y -q install nodejs24 e2fsprogs
id vault >/dev/null 2>&1 || useradd --system --no-create-home --home-dir ${its.mount} --shell /sbin/nologin vault

mkdir -p /opt/vault ${its.mount}
again aws s3api get-object --region ${its.region} --bucket ${its.bucket} --key ${its.key} /opt/vault.zip >/dev/null
echo "${its.sha256}  /opt/vault.zip" | sha256sum --check --quiet
python3 -m zipfile -e /opt/vault.zip /opt/vault
chmod -R a+rX /opt/vault

grep -q ' ${its.mount} ' /etc/fstab || echo '${mountLine(its)}' >>/etc/fstab
systemctl daemon-reload
systemctl enable --now --no-block vault.service vault-backup.timer vault-backup.path
`;
