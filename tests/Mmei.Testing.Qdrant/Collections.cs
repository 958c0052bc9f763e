using System.Collections.Concurrent;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace Mmei.Testing.Qdrant;

/// <summary>Collections and aliases by name.</summary>
internal sealed class Collections
{
    private readonly ConcurrentDictionary<string, Collection> _collections = new();
    private readonly Lock _aliasLock = new();
    private Dictionary<string, string> _aliases = [];

    public Collection Find(string name) => _collections.TryGetValue(_aliases.GetValueOrDefault(name, name), out var collection)
        ? collection
        : throw NotFound($"Not found: Collection `{name}` doesn't exist!");

    public CollectionOperationResponse Create(CreateCollection request) =>
        _collections.TryAdd(request.CollectionName, new Collection(request))
            ? new CollectionOperationResponse { Result = true }
            : throw new RpcException(new Status(StatusCode.AlreadyExists, $"Collection `{request.CollectionName}` already exists!"));

    public CollectionOperationResponse Delete(DeleteCollection request)
    {
        lock (_aliasLock)
        {
            _aliases = _aliases.Where(alias => alias.Value != request.CollectionName).ToDictionary();
        }

        return new CollectionOperationResponse { Result = _collections.TryRemove(request.CollectionName, out _) };
    }

    public CollectionExistsResponse Exists(CollectionExistsRequest request) => new()
    {
        Result = new CollectionExists
        {
            Exists = _collections.ContainsKey(_aliases.GetValueOrDefault(request.CollectionName, request.CollectionName)),
        },
    };

    public ListCollectionsResponse List(ListCollectionsRequest request) => new()
    {
        Collections = { _collections.Keys.Order().Select(name => new CollectionDescription { Name = name }) },
    };

    public GetCollectionInfoResponse Info(GetCollectionInfoRequest request) => new() { Result = Find(request.CollectionName).Info() };

    public CollectionOperationResponse Change(ChangeAliases request)
    {
        lock (_aliasLock)
        {
            var changed = new Dictionary<string, string>(_aliases);
            foreach (var action in request.Actions)
            {
                Apply(action, changed);
            }

            _aliases = changed;
            return new CollectionOperationResponse { Result = true };
        }
    }

    public ListAliasesResponse Aliases(ListAliasesRequest request) => new()
    {
        Aliases = { _aliases.Select(alias => new AliasDescription { AliasName = alias.Key, CollectionName = alias.Value }) },
    };

    private void Apply(AliasOperations action, Dictionary<string, string> aliases)
    {
        switch (action.ActionCase)
        {
            case AliasOperations.ActionOneofCase.CreateAlias:
                _ = _collections.ContainsKey(action.CreateAlias.CollectionName)
                    ? true
                    : throw NotFound($"Not found: Collection `{action.CreateAlias.CollectionName}` doesn't exist!");
                aliases[action.CreateAlias.AliasName] = action.CreateAlias.CollectionName;
                break;
            case AliasOperations.ActionOneofCase.RenameAlias:
                aliases[action.RenameAlias.NewAliasName] = aliases.Remove(action.RenameAlias.OldAliasName, out var collection)
                    ? collection
                    : throw NotFound($"Not found: Alias {action.RenameAlias.OldAliasName} does not exists!");
                break;
            case AliasOperations.ActionOneofCase.DeleteAlias:
                aliases.Remove(action.DeleteAlias.AliasName);
                break;
            default:
                throw new RpcException(new Status(StatusCode.InvalidArgument, "Malformed AliasOperation"));
        }
    }

    private static RpcException NotFound(string detail) => new(new Status(StatusCode.NotFound, detail));
}
