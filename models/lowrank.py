"""Low-rank changes to a frozen layer (LoRA, Hu et al. 2021, arXiv 2106.09685)."""

from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional

RANK, ALPHA = 16, 32


class Lowrank(nn.Module):
    """A frozen linear layer with a trained change of low rank."""

    def __init__(self, frozen: nn.Linear) -> None:
        super().__init__()
        self.frozen = frozen
        self.down = nn.Parameter(torch.empty(RANK, frozen.in_features))
        self.up = nn.Parameter(torch.zeros(frozen.out_features, RANK))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the frozen layer's output with the change added."""
        change = functional.linear(functional.linear(rows, self.down), self.up)
        out: torch.Tensor = self.frozen(rows) + change * (ALPHA / RANK)
        return out
