using Qdrant.Client.Grpc;

namespace Qdrant.Client;

public partial class QdrantClient
{
    public Task CreateAliasAsync(string aliasName, string collectionName, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        UpdateAliasesAsync([new() { CreateAlias = new() { AliasName = aliasName, CollectionName = collectionName } }], timeout, cancellationToken);

    public Task RenameAliasAsync(string oldAliasName, string newAliasName, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        UpdateAliasesAsync([new() { RenameAlias = new() { OldAliasName = oldAliasName, NewAliasName = newAliasName } }], timeout, cancellationToken);

    public Task DeleteAliasAsync(string aliasName, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        UpdateAliasesAsync([new() { DeleteAlias = new() { AliasName = aliasName } }], timeout, cancellationToken);

    /// <summary>Changes aliases, all of them or none.</summary>
    public async Task UpdateAliasesAsync(
        IReadOnlyList<AliasOperations> aliasOperations, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var request = new ChangeAliases { Actions = { aliasOperations } };
        if (timeout is { } limit)
        {
            request.Timeout = WholeSeconds(limit);
        }

        var answer = await SendAsync(_collections.UpdateAliasesAsync, request, cancellationToken).ConfigureAwait(false);
        Require(answer.Result, "Alias update operation(s) could not be performed.");
    }

    public async Task<IReadOnlyList<AliasDescription>> ListAliasesAsync(CancellationToken cancellationToken = default)
    {
        var answer = await SendAsync(_collections.ListAliasesAsync, new ListAliasesRequest(), cancellationToken).ConfigureAwait(false);
        return answer.Aliases;
    }
}
