using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace Mmei.Testing.Qdrant;

/// <summary>Marks the calls that are answered here; gRPC wants a type for them.</summary>
internal sealed class QdrantCalls;

/// <summary>
/// The calls that the platform makes, with the official messages. Qdrant.Client ships the client's side alone, so they are named here
/// instead of
/// derived from a generated base class.
/// </summary>
internal sealed class Endpoints(Collections collections) : IServiceMethodProvider<QdrantCalls>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<QdrantCalls> context)
    {
        Unary(
            context,
            "Qdrant/HealthCheck",
            HealthCheckRequest.Parser,
            _ => new HealthCheckReply { Title = "fake qdrant", Version = "1.16.0" });
        Unary(context, "Collections/Create", CreateCollection.Parser, collections.Create);
        Unary(context, "Collections/Delete", DeleteCollection.Parser, collections.Delete);
        Unary(context, "Collections/CollectionExists", CollectionExistsRequest.Parser, collections.Exists);
        Unary(context, "Collections/List", ListCollectionsRequest.Parser, collections.List);
        Unary(context, "Collections/Get", GetCollectionInfoRequest.Parser, collections.Info);
        Unary(context, "Collections/UpdateAliases", ChangeAliases.Parser, collections.Change);
        Unary(context, "Collections/ListAliases", ListAliasesRequest.Parser, collections.Aliases);
        Unary(context, "Points/Upsert", UpsertPoints.Parser, request => collections.Find(request.CollectionName).Upsert(request));
        Unary(context, "Points/Delete", DeletePoints.Parser, request => collections.Find(request.CollectionName).Delete(request));
        Unary(context, "Points/Get", GetPoints.Parser, request => collections.Find(request.CollectionName).Get(request));
        Unary(
            context, "Points/SetPayload", SetPayloadPoints.Parser, request => collections.Find(request.CollectionName).SetPayload(request));
        Unary(
            context,
            "Points/CreateFieldIndex",
            CreateFieldIndexCollection.Parser,
            request => collections.Find(request.CollectionName).Index(request));
        Unary(context, "Points/Scroll", ScrollPoints.Parser, request => collections.Find(request.CollectionName).Scroll(request));
        Unary(context, "Points/Count", CountPoints.Parser, request => collections.Find(request.CollectionName).Count(request));
        Unary(context, "Points/Query", QueryPoints.Parser, request => collections.Find(request.CollectionName).Query(request));
        Unary(context, "Points/QueryBatch", QueryBatchPoints.Parser, request => new QueryBatchResponse
        {
            Result =
            {
                request.QueryPoints.Select(
                    query => new BatchResult { Result = { collections.Find(query.CollectionName).Query(query).Result } }),
            },
        });
    }

    private static void Unary<TRequest, TResponse>(
        ServiceMethodProviderContext<QdrantCalls> context, string name, MessageParser<TRequest> parser, Func<TRequest, TResponse> handle)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        var (service, method) = (name.Split('/')[0], name.Split('/')[1]);
        context.AddUnaryMethod(
            new Method<TRequest, TResponse>(
                MethodType.Unary,
                $"qdrant.{service}",
                method,
                Marshaller(parser),
                Marshaller(new MessageParser<TResponse>(() => new TResponse()))),
            [],
            (_, request, _) => Task.FromResult(handle(request)));
    }

    private static Marshaller<T> Marshaller<T>(MessageParser<T> parser)
        where T : IMessage<T> => new(message => message.ToByteArray(), parser.ParseFrom);
}
