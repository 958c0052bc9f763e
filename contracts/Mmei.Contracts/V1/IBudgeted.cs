namespace Mmei.Contracts.V1;

/// <summary>Work that nobody wants any more once its time is up: the broker drops it instead of delivering it late.</summary>
public interface IBudgeted
{
    /// <summary>Milliseconds left when this was sent.</summary>
    int BudgetMs { get; }
}
